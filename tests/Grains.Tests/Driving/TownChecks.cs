using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Tests.Driving;

/// <summary>What must hold over all shards after every record.</summary>
internal sealed class TownChecks(Town town)
{
    /// <summary>Units awarded, by lottery and segment.</summary>
    public SortedDictionary<string, long> Awarded { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers of the cards dealt, without those of shadow decks; a town of tests has one deck.</summary>
    public List<long> Dealt { get; } = [];

    /// <summary>Numbers of the codes and limited badges given, by the name of their pool or edition.</summary>
    public SortedDictionary<string, List<long>> Codes { get; } = new(StringComparer.Ordinal);

    /// <summary>Numbers that came to their end, by the name of their pool.</summary>
    private SortedDictionary<string, List<SerialRange>> Retired { get; } = new(StringComparer.Ordinal);

    /// <summary>Times at which a treasury said that nothing is left.</summary>
    public int Exhaustions { get; private set; }

    public void After(TestShard shard, RecordBody body)
    {
        foreach (GrainEvent happened in body.Events ?? [])
        {
            switch (happened)
            {
                case UnitUsed used:
                    Awarded[$"{used.On}/{used.Segment}"] = Awarded.GetValueOrDefault($"{used.On}/{used.Segment}") + 1;
                    CountCode(used);
                    break;
                case UnitsExpired expired:
                    Retire(expired);
                    break;
                case CardDealt dealt when body.Test is not true:
                    Dealt.Add(dealt.Serial);
                    break;
                case BudgetUsed used:
                    Awarded[used.On!] = Awarded.GetValueOrDefault(used.On!) + used.Points.Value;
                    break;
                case BudgetFreed freed:
                    Awarded[freed.On!] -= freed.Points.Value;
                    break;
                case WishesRefused refused:
                    Exhaustions++;
                    NothingIsLeft((Treasury)shard.State.FindNamed(refused.On!)!, refused.Day);
                    break;
            }
        }

        if (body.Events is { } events && (events.Any(e => e is UnitsLent or UnitsReceived or UnitsBack or UnitsGivenBack or BudgetUsed or BudgetFreed or UnitsRegained or StockSet or UnitsExpired) || body.Input is Delivery))
        {
            UnitsAreSomewhere();
        }
    }

    private void Retire(UnitsExpired expired)
    {
        string name = expired.On!.Replace("treasury:", "", StringComparison.Ordinal).Split('/')[0];
        Retired.TryAdd(name, []);
        Retired[name].AddRange(expired.Serials);
    }

    private void CountCode(UnitUsed used)
    {
        if (CouponName.Is(used.On!) || EditionName.Is(used.On!))
        {
            Codes.TryAdd(used.On!, []);
            Codes[used.On!].Add(used.Serial!.Value);
        }
    }

    /// <summary>Each unit out is on its slice, on its way there, or on its way back.</summary>
    private void UnitsAreSomewhere()
    {
        (ShardId To, UnitsGranted Units)[] granted = [.. town.InFlight.Where(m => m.Body is UnitsGranted).Select(m => (m.To, (UnitsGranted)m.Body))];
        (ShardId From, Message Units)[] back = [.. town.Flying.Where(f => f.Message.Body is UnitsReturned or UnitsHandedIn).Select(f => (f.From, f.Message.Body))];
        foreach (Treasury treasury in town.Shards.SelectMany(s => s.State.Treasuries))
        {
            NumbersAreSomewhere(treasury);
            foreach (TestShard shard in town.Shards)
            {
                SliceStockView slice = StockOf(shard, treasury);
                long onSlice = slice.Granted - slice.Returned;
                Assert.Equal(slice.Granted, slice.Used + slice.Unused + slice.Returned + slice.Expired);
                long coming = granted.Where(m => m.To == shard.State.Shard && m.Units.Lottery == treasury.Lottery && m.Units.Segment == treasury.Segment).Sum(m => m.Units.Units);
                long going = back.Where(m => m.From == shard.State.Shard).Sum(m => GoingTo(treasury, m.Units));
                long lent = treasury.Outstanding.GetValueOrDefault(shard.State.Shard.Value);
                Assert.True(lent == onSlice + coming + going, $"units out are somewhere: {lent} lent, {onSlice} there, {coming} coming, {going} going");
            }
        }
    }

    /// <summary>Each numbered unit is in just one place: free, on a slice, used, or on its way.</summary>
    private void NumbersAreSomewhere(Treasury treasury)
    {
        if (treasury.Serials is not { } free)
        {
            return;
        }

        Serials all = new();
        Add(all, free.Ranges);
        Add(all, Retired.GetValueOrDefault(treasury.Lottery) ?? []);
        foreach (TestShard shard in town.Shards)
        {
            Add(all, AccountsOf(shard, treasury).FirstOrDefault(account => account.Segment == treasury.Segment)?.Serials?.Ranges ?? []);
        }

        foreach (OutgoingMessage message in town.InFlight)
        {
            Add(all, message.Body switch
            {
                UnitsGranted { Serials: { } coming } granted when granted.Lottery == treasury.Lottery => coming,
                UnitsReturned { Serials: { } going } returned when returned.Lottery == treasury.Lottery => going,
                _ => [],
            });
        }

        all.Add([.. (CouponName.Is(treasury.Lottery) || EditionName.Is(treasury.Lottery) ? Codes.GetValueOrDefault(treasury.Lottery) ?? [] : Dealt).Select(serial => new SerialRange(serial, 1))]);
        Assert.Equal(treasury.Total == 0 ? [] : [new SerialRange(0, treasury.Total)], all.Ranges);
    }

    /// <remarks>Where a number lies does not depend on its end.</remarks>
    private static void Add(Serials to, IReadOnlyList<SerialRange> ranges) => to.Add([.. ranges.Select(range => range with { Ends = null })]);

    private static SliceStockView StockOf(TestShard shard, Treasury treasury) => CouponName.Is(treasury.Lottery)
        ? shard.State.Coupons(CouponName.PoolOf(treasury.Lottery)).StockOf(shard.State.Shard)
        : EditionName.Is(treasury.Lottery)
        ? shard.State.Edition(EditionName.BadgeOf(treasury.Lottery)).StockOf(shard.State.Shard)
        : BudgetName.Is(treasury.Lottery)
        ? shard.State.Budget(BudgetName.CampaignOf(treasury.Lottery)).StockOf(shard.State.Shard)
        : shard.State.Lottery(treasury.Lottery).StockOf(shard.State.Shard, treasury.Segment);

    private static IReadOnlyList<UnitAccount> AccountsOf(TestShard shard, Treasury treasury) => CouponName.Is(treasury.Lottery)
        ? shard.State.Coupons(CouponName.PoolOf(treasury.Lottery)).Accounts
        : EditionName.Is(treasury.Lottery)
        ? shard.State.Edition(EditionName.BadgeOf(treasury.Lottery)).Accounts
        : BudgetName.Is(treasury.Lottery)
        ? [shard.State.Budget(BudgetName.CampaignOf(treasury.Lottery)).Account]
        : shard.State.Lottery(treasury.Lottery).Accounts;

    private static long GoingTo(Treasury treasury, Message body) => body switch
    {
        UnitsReturned back when back.Lottery == treasury.Lottery && back.Segment == treasury.Segment => back.Units,
        UnitsHandedIn back when back.Lottery == treasury.Lottery && back.Segment == treasury.Segment => back.Units,
        _ => 0,
    };

    /// <summary>At the moment of "none left" no unit of the day that nobody has a claim on lies or travels anywhere.</summary>
    private void NothingIsLeft(Treasury treasury, DateOnly? day)
    {
        Assert.Equal(0, treasury.Allowance(day, town.Now));
        bool Counts(DateOnly? of) => treasury.LendableAt(town.Now) == 0 || of == day;
        bool Good(IReadOnlyList<SerialRange>? serials) => serials is null || serials.Any(range => !(range.Ends <= town.Now));
        bool travels = town.InFlight.Any(m =>
            (m.Body is UnitsGranted g && g.Lottery == treasury.Lottery && g.Segment == treasury.Segment && Counts(g.Day) && Good(g.Serials))
            || (m.Body is UnitsReturned { Units: > 0 } r && r.Lottery == treasury.Lottery && r.Segment == treasury.Segment && Counts(r.Day) && Good(r.Serials)));
        Assert.False(travels, "a fallback while an unused unit travels");
        foreach (UnitAccount account in town.Shards.SelectMany(s => AccountsOf(s, treasury)))
        {
            Assert.False(account.Segment == treasury.Segment && Counts(account.Day) && account.SpareAt(town.Now) > 0, "a fallback while an unused unit lies somewhere");
        }
    }
}
