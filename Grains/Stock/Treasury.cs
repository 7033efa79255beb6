using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>
/// All units of one prize, points of one budget, cards of one deck or codes of one pool: free here, or out on the slices of the shards. At every record
/// free + what is out + what has come to its end = total. Where units are numbered, as cards and codes are, the free numbers are as many as the free units.
/// </summary>
public sealed class Treasury(string id) : Grain(id)
{
    public const string Kind = "treasury";

    /// <summary>Days this long ago are summed up once nobody may hold units of them.</summary>
    private const int DaysKept = 7;

    private readonly List<StockDay> _days = [];
    private readonly List<Wish> _wishes = [];
    private readonly SortedDictionary<int, long> _outstanding = [];
    private readonly SortedSet<int> _awaited = [];
    private Serials? _serials;

    public string Lottery { get; } = id[(Kind.Length + 1)..id.IndexOf('/', StringComparison.Ordinal)];

    public string Segment { get; } = id[(id.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Whether the catalogue has said what there is.</summary>
    public bool IsStocked { get; private set; }

    public long Total { get; private set; }

    /// <summary>What the catalogue wants the total to be; below it while lowered stock has not come back.</summary>
    public long Target { get; private set; }

    /// <summary>Units that may be out for one programme day; null where stock is not daily.</summary>
    public long? PerDay { get; private set; }

    public long Free { get; private set; }

    /// <summary>How far the stock is released where it is spread over time, else null.</summary>
    public StockRelease? Release { get; private set; }

    /// <summary>Units that came to their end before they went to a slice.</summary>
    public long Expired { get; private set; }

    /// <summary>Free units that may be lent now, whatever the day: no numbered ones that have come to their end.</summary>
    public long LendableAt(Stamp now) => Release is { } release ? Math.Min(Free, Math.Max(0, release.Units - Out)) : Free - (_serials?.PastAt(now) ?? 0);

    /// <summary>The numbers of the free units; null where units have none.</summary>
    public Serials? Serials => _serials;

    /// <summary>Number of the newest recall.</summary>
    public long Round { get; private set; }

    /// <summary>Day of the newest recall.</summary>
    public DateOnly? RoundDay { get; private set; }

    public bool IsRecalling { get; private set; }

    /// <summary>Slices that have not answered the recall.</summary>
    public IReadOnlyCollection<int> Awaited => _awaited;

    /// <summary>By day; units that carry none come first.</summary>
    public IReadOnlyList<StockDay> Days => _days;

    /// <summary>Requests that wait, in the order in which they came.</summary>
    public IReadOnlyList<Wish> Wishes => _wishes;

    /// <summary>Units lent to slices and not returned, used ones included, by shard.</summary>
    public IReadOnlyDictionary<int, long> Outstanding => _outstanding;

    /// <summary>Units that are out on the slices, used or not.</summary>
    public long Out => _outstanding.Values.Sum();

    public static string IdOf(string lottery, string segment) => $"{Kind}:{lottery}/{segment}";

    public StockDay? FindDay(DateOnly? day) => _days.Find(d => d.Day == day);

    /// <summary>The oldest day of which a slice may hold units; null where stock is not daily.</summary>
    public DateOnly? OldestHeldDay { get; private set; }

    /// <summary>Units that may be lent for a day now.</summary>
    public long Allowance(DateOnly? day, Stamp now)
    {
        if (day is null || PerDay is not { } perDay)
        {
            return LendableAt(now);
        }

        return Math.Min(LendableAt(now), Math.Max(0, perDay - (FindDay(day)?.Out ?? 0)));
    }

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new TreasuryState(
            IsStocked, Total, Target, PerDay, Free, Round, RoundDay, IsRecalling, [.. _awaited], [.. _days.Select(d => d.Save())], _wishes,
            [.. _outstanding.Select(o => new OutstandingState(o.Key, o.Value))], _serials?.Ranges, Release, Expired == 0 ? null : Expired),
        StockJson.Default.TreasuryState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        TreasuryState saved = JsonSerializer.Deserialize(state, StockJson.Default.TreasuryState)!;
        (IsStocked, Total, Target, PerDay, Free) = (saved.Stocked, saved.Total, saved.Target, saved.PerDay, saved.Free);
        (Round, RoundDay, IsRecalling) = (saved.Round, saved.RoundDay, saved.Recalling);
        (Release, Expired) = (saved.Release, saved.Expired ?? 0);
        _awaited.UnionWith(saved.Awaited);
        _days.AddRange(saved.Days.Select(StockDay.Load));
        _wishes.AddRange(saved.Wishes);
        if (saved.Serials is { } serials)
        {
            (_serials = new()).Add(serials);
        }

        foreach (OutstandingState outstanding in saved.Outstanding)
        {
            _outstanding.Add(outstanding.Slice, outstanding.Units);
        }

        Check();
        OldestHeldDay = FindOldestHeldDay();
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case StockSet set:
                SetStock(set);
                break;
            case StockReleased released:
                Release = released.Release;
                break;
            case UnitsExpired expired:
                Expire(expired.Serials);
                break;
            case WishQueued queued:
                DayOf(queued.Day).Wish(queued.Slice, queued.Request);
                _wishes.Add(new(queued.Slice, queued.Day, queued.Request, queued.Waiting));
                break;
            case UnitsLent lent:
                Lend(lent);
                break;
            case WishesRefused refused:
                _wishes.RemoveAll(w => w.Day == refused.Day);
                DayOf(refused.Day).TellExhausted();
                break;
            case RestockTold:
                _days.ForEach(d => d.TellRestocked());
                break;
            default:
                ApplyRecall(happened);
                break;
        }

        Check();
        OldestHeldDay = FindOldestHeldDay();
    }

    private DateOnly? FindOldestHeldDay() => _days.Find(d => d.Day is not null && d.AnyMayHold)?.Day;

    private void ApplyRecall(GrainEvent happened)
    {
        switch (happened)
        {
            case RecallBegun begun:
                (Round, RoundDay, IsRecalling) = (begun.Round, begun.Day, true);
                _awaited.UnionWith(begun.Slices.Select(s => s.Value));
                DayOf(begun.Day).Recall(begun.Slices);
                break;
            case UnitsBack back:
                _awaited.Remove(back.Slice.Value);
                DayOf(back.Day).Keep(back.Slice, back.Keeps ?? false);
                TakeBack(back.Slice, back.Day, back.Units, back.Serials);
                break;
            case UnitsRegained regained:
                TakeBack(regained.Slice, regained.Day, regained.Units);
                break;
            case RecallEnded:
                IsRecalling = false;
                break;
            default:
                throw Unexpected(happened);
        }
    }

    private void SetStock(StockSet set)
    {
        IsStocked = true;
        (Target, PerDay, Release) = (set.Total, set.PerDay, set.Release);
        Number(set);
        if (Target > Total)
        {
            Free += Target - Total;
            Total = Target;
        }

        Lower();
    }

    /// <remarks>A numbered stock only grows, so its numbers are never cut, and the new ones follow the old.</remarks>
    private void Number(StockSet set)
    {
        Invariant.Holds(_serials is null || (set.Numbered is true && set.Total >= Total), "a numbered stock only grows");
        if (set.Numbered is true)
        {
            Invariant.Holds(_serials is not null || Total == 0, "a stock is numbered from its first unit on");
            _serials ??= new();
            _serials.Add(set.Total > Total ? [new(Total, set.Total - Total) { Ends = set.Ends }] : []);
        }
    }

    private void Expire(IReadOnlyList<SerialRange> serials)
    {
        Invariant.Holds(_serials is not null, "only numbered units come to an end");
        _serials.Remove(serials);
        long units = serials.Sum(range => range.Count);
        (Free, Expired) = (Free - units, Expired + units);
    }

    private void Lend(UnitsLent lent)
    {
        _serials?.Remove(lent.Serials ?? []);
        _wishes.RemoveAll(w => w.Slice == lent.Slice && w.Day == lent.Day && w.Request == lent.Request);
        Free -= lent.Units;
        _outstanding[lent.Slice.Value] = _outstanding.GetValueOrDefault(lent.Slice.Value) + lent.Units;
        DayOf(lent.Day).Lend(lent.Slice, lent.Units);
    }

    private void TakeBack(ShardId slice, DateOnly? day, long units, IReadOnlyList<SerialRange>? serials = null)
    {
        _serials?.Add(serials ?? []);
        _outstanding[slice.Value] = _outstanding.GetValueOrDefault(slice.Value) - units;
        DayOf(day).Return(units);
        Free += units;
        Lower();
    }

    /// <remarks>A total above its target shrinks by what is free, so nothing is lent until the target is met.</remarks>
    private void Lower()
    {
        long cut = Math.Min(Free, Math.Max(0, Total - Target));
        Free -= cut;
        Total -= cut;
    }

    private StockDay DayOf(DateOnly? day)
    {
        if (FindDay(day) is { } known)
        {
            return known;
        }

        StockDay opened = new(day);
        int place = _days.FindIndex(d => Nullable.Compare(d.Day, day) > 0);
        _days.Insert(place < 0 ? _days.Count : place, opened);
        SumUpBefore(day?.AddDays(-DaysKept));
        return opened;
    }

    private void SumUpBefore(DateOnly? day)
    {
        foreach (StockDay old in _days.Where(d => d.Day < day && !d.AnyMayHold && !_wishes.Exists(w => w.Day == d.Day)))
        {
            old.SumUp();
        }
    }

    private void Check() => Invariant.Holds(
        Free >= 0 && Free + Out + Expired == Total && (_serials is null || _serials.Count == Free) && _outstanding.Values.All(units => units >= 0),
        "free + outstanding + expired = total");
}

/// <summary>A slice's request that waits.</summary>
public sealed record Wish(ShardId Slice, DateOnly? Day, long Request, long Waiting);
