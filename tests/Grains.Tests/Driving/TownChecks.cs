using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Tests.Driving;

/// <summary>What must hold over all shards after every record.</summary>
internal sealed class TownChecks(Town town)
{
    /// <summary>Units awarded, by lottery and segment.</summary>
    public SortedDictionary<string, long> Awarded { get; } = new(StringComparer.Ordinal);

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

        if (body.Events is { } events && (events.Any(e => e is UnitsLent or UnitsReceived or UnitsBack or UnitsGivenBack or BudgetUsed or BudgetFreed or UnitsRegained or StockSet) || body.Input is Delivery))
        {
            UnitsAreSomewhere();
        }
    }

    /// <summary>Each unit out is on its slice, on its way there, or on its way back.</summary>
    private void UnitsAreSomewhere()
    {
        foreach (Treasury treasury in town.Shards.SelectMany(s => s.State.Treasuries))
        {
            foreach (TestShard shard in town.Shards)
            {
                SliceStockView slice = StockOf(shard, treasury);
                long onSlice = slice.Granted - slice.Returned;
                Assert.Equal(slice.Granted, slice.Used + slice.Unused + slice.Returned);
                long coming = town.InFlight.Where(m => m.To == shard.State.Shard).Select(m => m.Body).OfType<UnitsGranted>()
                    .Where(m => m.Lottery == treasury.Lottery && m.Segment == treasury.Segment).Sum(m => m.Units);
                long going = town.Flying.Where(f => f.From == shard.State.Shard).Sum(f => GoingTo(treasury, f.Message.Body));
                long lent = treasury.Outstanding.GetValueOrDefault(shard.State.Shard.Value);
                Assert.True(lent == onSlice + coming + going, $"units out are somewhere: {lent} lent, {onSlice} there, {coming} coming, {going} going");
            }
        }
    }

    private static SliceStockView StockOf(TestShard shard, Treasury treasury) => BudgetName.Is(treasury.Lottery)
        ? shard.State.Budget(BudgetName.CampaignOf(treasury.Lottery)).StockOf(shard.State.Shard)
        : shard.State.Lottery(treasury.Lottery).StockOf(shard.State.Shard, treasury.Segment);

    private static IReadOnlyList<UnitAccount> AccountsOf(TestShard shard, Treasury treasury) => BudgetName.Is(treasury.Lottery)
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
        Assert.Equal(0, treasury.Allowance(day));
        bool Counts(DateOnly? of) => treasury.Free == 0 || of == day;
        bool travels = town.InFlight.Any(m =>
            (m.Body is UnitsGranted g && g.Lottery == treasury.Lottery && g.Segment == treasury.Segment && Counts(g.Day))
            || (m.Body is UnitsReturned { Units: > 0 } r && r.Lottery == treasury.Lottery && r.Segment == treasury.Segment && Counts(r.Day)));
        Assert.False(travels, "a fallback while an unused unit travels");
        foreach (UnitAccount account in town.Shards.SelectMany(s => AccountsOf(s, treasury)))
        {
            Assert.False(account.Segment == treasury.Segment && Counts(account.Day) && account.Spare > 0, "a fallback while an unused unit lies somewhere");
        }
    }
}
