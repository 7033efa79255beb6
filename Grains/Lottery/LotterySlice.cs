using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>What a lottery keeps on a shard for the members living there: units of its prizes, plays that wait, seeds of its periods.</summary>
public sealed class LotterySlice(string id) : Grain(id), IUnitHolder
{
    public const string Kind = "lottery";

    /// <summary>Accounts of days this long ago are summed up once they are at rest.</summary>
    private const int DaysKept = 7;

    private readonly List<UnitAccount> _accounts = [];
    private readonly SortedDictionary<string, SettledUnits> _settled = new(StringComparer.Ordinal);
    private readonly List<AdoptedSeed> _seeds = [];

    /// <summary>The lottery's id.</summary>
    public string Lottery { get; } = id[(Kind.Length + 1)..];

    string IUnitHolder.Name => Lottery;

    /// <summary>By segment, then day.</summary>
    public IReadOnlyList<UnitAccount> Accounts => _accounts;

    /// <summary>Seeds of the periods that are not closed here, by period.</summary>
    public IReadOnlyList<AdoptedSeed> Seeds => _seeds;

    /// <summary>The newest period that is closed on this shard; null before the first.</summary>
    public string? ClosedThrough { get; private set; }

    /// <summary>Cards of the deck that members of this shard hold, neither scratched nor void.</summary>
    public long CardsHeld { get; private set; }

    /// <summary>The deck is over on this shard: no card will be dealt here, and none is held. That is for ever.</summary>
    public bool DeckClosed { get; private set; }

    /// <summary>The cards that lie on this shard; null before the first was asked for.</summary>
    public UnitAccount? Cards => FindAccount(DeckName.Segment, null);

    /// <summary>Plays that wait for a unit here.</summary>
    public int WaitingCount { get; private set; }

    public static string IdOf(string lottery) => $"{Kind}:{lottery}";

    /// <summary>The account of a prize's units, or null while it has never been touched.</summary>
    public UnitAccount? FindAccount(string segment, DateOnly? day)
    {
        int place = PlaceOf(segment, day);
        return place >= 0 ? _accounts[place] : null;
    }

    /// <summary>Units that a new play of that day may take at once.</summary>
    public long Spare(string segment, DateOnly? day) => FindAccount(segment, day)?.Spare ?? 0;

    /// <summary>The seed of a period that is open here, or null.</summary>
    public AdoptedSeed? FindSeed(string period) => _seeds.Find(s => s.Period == period);

    /// <summary>Whether the period, or a later one, is closed here. Periods compare as text.</summary>
    public bool IsClosed(string period) => string.CompareOrdinal(period, ClosedThrough) <= 0;

    /// <summary>Segments of which units have ever been asked for here, sorted.</summary>
    public IReadOnlyList<string> StockedSegments =>
        [.. _accounts.Select(a => a.Segment).Concat(_settled.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Units of a segment here, over all days.</summary>
    public SliceStockView StockOf(ShardId shard, string segment)
    {
        List<UnitAccount> accounts = _accounts.FindAll(a => a.Segment == segment);
        SettledUnits units = accounts.Aggregate(_settled.GetValueOrDefault(segment), (sum, account) => sum.Plus(account));
        return new(
            shard, Lottery, segment, units.Granted, units.Used, accounts.Sum(a => a.Unused), units.Returned, accounts.Sum(a => a.Waiting.Count));
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new SliceState(
            [.. _accounts.Select(a => a.Save())], [.. _settled.Select(s => new SettledState(s.Key, s.Value.Granted, s.Value.Used, s.Value.Returned))],
            _seeds, ClosedThrough, CardsHeld == 0 ? null : CardsHeld, DeckClosed ? true : null),
        LotteryJson.Default.SliceState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        SliceState saved = JsonSerializer.Deserialize(state, LotteryJson.Default.SliceState)!;
        _accounts.AddRange(saved.Accounts.Select(UnitAccount.Load));
        foreach (SettledState settled in saved.Settled)
        {
            _settled.Add(settled.Segment, new(settled.Granted, settled.Used, settled.Returned));
        }

        _seeds.AddRange(saved.Seeds);
        ClosedThrough = saved.ClosedThrough;
        (CardsHeld, DeckClosed) = (saved.CardsHeld ?? 0, saved.DeckClosed ?? false);
        WaitingCount = _accounts.Sum(a => a.Waiting.Count);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case WaitBegun begun:
                Account(begun.Segment, begun.Day).Wait(new(begun.Member, begun.Play, begun.Key));
                WaitingCount++;
                break;
            case WaitEnded ended:
                Account(ended.Segment, ended.Day).Leave(ended.Play);
                WaitingCount--;
                break;
            case SeedAdopted adopted:
                Adopt(adopted);
                break;
            case PeriodClosed closed:
                Close(closed.Period);
                break;
            case CardEnded:
                HoldCards(-1);
                break;
            default:
                ApplyUnits(happened);
                break;
        }
    }

    private void ApplyUnits(GrainEvent happened)
    {
        switch (happened)
        {
            case UnitUsed used:
                Account(used.Segment, used.Day).UseOne(used.Serial);
                HoldCards(used.Serial is null ? 0 : 1);
                break;
            case UnitsAsked asked:
                Account(asked.Segment, asked.Day).Ask(asked.Request);
                break;
            case UnitsReceived received:
                Account(received.Segment, received.Day).Receive(received.Request, received.Units, received.Serials);
                break;
            case UnitsGivenBack back:
                FindAccount(back.Segment, back.Day)?.GiveBack(back.Units, back.Serials);
                break;
            case ExhaustionTold told:
                Account(told.Segment, told.Day).Exhaust();
                break;
            case RestockTold told:
                _accounts.FindAll(a => a.Segment == told.Segment).ForEach(a => a.Restock());
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void Adopt(SeedAdopted adopted)
    {
        int place = _seeds.FindIndex(s => string.CompareOrdinal(s.Period, adopted.Period) > 0);
        _seeds.Insert(place < 0 ? _seeds.Count : place, new(adopted.Period, adopted.Commitment, adopted.Wrapped));
    }

    private void HoldCards(int more)
    {
        CardsHeld += more;
        Invariant.Holds(CardsHeld >= 0, "cards held = dealt - scratched - void");
    }

    private void Close(string period)
    {
        _seeds.RemoveAll(s => s.Period == period);
        if (period == DeckName.Period)
        {
            Invariant.Holds(CardsHeld == 0, "a deck is over when nobody holds a card of it");
            DeckClosed = true;
            return;
        }

        ClosedThrough = DrawName.IsOne(period) || IsClosed(period) ? ClosedThrough : period;
    }

    private UnitAccount Account(string segment, DateOnly? day)
    {
        int place = PlaceOf(segment, day);
        if (place >= 0)
        {
            return _accounts[place];
        }

        UnitAccount account = new(segment, day);
        _accounts.Insert(~place, account);
        if (day is { } opened)
        {
            SumUpBefore(opened.AddDays(-DaysKept));
        }

        return account;
    }

    private void SumUpBefore(DateOnly day)
    {
        foreach (UnitAccount old in _accounts.FindAll(a => a.Day < day && a.IsAtRest))
        {
            _settled[old.Segment] = _settled.GetValueOrDefault(old.Segment).Plus(old);
            _accounts.Remove(old);
        }
    }

    /// <returns>Where the account lies, or the complement of where it would.</returns>
    private int PlaceOf(string segment, DateOnly? day)
    {
        (int low, int high) = (0, _accounts.Count - 1);
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = string.CompareOrdinal(_accounts[middle].Segment, segment);
            order = order != 0 ? order : Nullable.Compare(_accounts[middle].Day, day);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}

/// <summary>Units of days long past.</summary>
internal readonly record struct SettledUnits(long Granted, long Used, long Returned)
{
    public SettledUnits Plus(UnitAccount account) => new(Granted + account.Granted, Used + account.Used, Returned + account.Returned);
}

/// <summary>The seed of a period, wrapped, as a shard has adopted it.</summary>
/// <param name="Commitment">SHA-256 of the seed.</param>
public sealed record AdoptedSeed(string Period, Hash256 Commitment, string Wrapped);
