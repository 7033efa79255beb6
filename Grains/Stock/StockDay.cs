namespace Jifen.Grains.Stock;

/// <summary>What is out for one programme day, or at all where stock is not daily.</summary>
public sealed class StockDay(DateOnly? day)
{
    private readonly List<StockHolder> _holders = [];

    public DateOnly? Day { get; } = day;

    /// <summary>Units lent for the day and not returned, used ones included.</summary>
    public long Out { get; private set; }

    /// <summary>All shards have been told that nothing is left.</summary>
    public bool ToldExhausted { get; private set; }

    /// <summary>Slices that have asked or been lent to, by shard.</summary>
    public IReadOnlyList<StockHolder> Holders => _holders;

    /// <summary>Slices that may hold unused units: lent to since they last answered a recall.</summary>
    public IReadOnlyList<ShardId> MayHold => [.. _holders.Where(h => h.MayHold).Select(h => h.Slice)];

    public bool AnyMayHold => _holders.Exists(h => h.MayHold);

    public long LastRequest(ShardId slice) => Find(slice)?.LastRequest ?? 0;

    internal void Wish(ShardId slice, long request) => Set((Find(slice) ?? new(slice, false, 0)) with { LastRequest = request });

    internal void Lend(ShardId slice, long units)
    {
        Out += units;
        Set((Find(slice) ?? new(slice, false, 0)) with { MayHold = true });
    }

    /// <remarks>A unit lent from here on is not covered by the slice's answer, so it counts as held again.</remarks>
    internal void Recall(IReadOnlyList<ShardId> slices)
    {
        foreach (ShardId slice in slices)
        {
            Set((Find(slice) ?? new(slice, false, 0)) with { MayHold = false });
        }
    }

    internal void Return(long units) => Out -= units;

    /// <summary>Whether a slice that has answered a recall kept units for a request under way.</summary>
    internal void Keep(ShardId slice, bool keeps) => Set((Find(slice) ?? new(slice, false, 0)) with { Keeps = keeps });

    internal void TellExhausted() => ToldExhausted = true;

    /// <remarks>What was kept for a request that has been refused since lies on the slice for anybody.</remarks>
    internal void TellRestocked()
    {
        ToldExhausted = false;
        foreach (StockHolder holder in _holders.Where(h => h.Keeps).ToList())
        {
            Set(holder with { MayHold = true, Keeps = false });
        }
    }

    /// <remarks>A day long past keeps only what is out for it, which its limit needs for ever.</remarks>
    internal void SumUp()
    {
        _holders.Clear();
        ToldExhausted = false;
    }

    internal DayState Save() => new(Day, Out, ToldExhausted, [.. _holders]);

    internal static StockDay Load(DayState saved)
    {
        StockDay day = new(saved.Day) { Out = saved.Out, ToldExhausted = saved.Exhausted };
        day._holders.AddRange(saved.Holders);
        return day;
    }

    private StockHolder? Find(ShardId slice) => _holders.Find(h => h.Slice == slice);

    private void Set(StockHolder holder)
    {
        int place = _holders.FindIndex(h => h.Slice.Value >= holder.Slice.Value);
        if (place >= 0 && _holders[place].Slice == holder.Slice)
        {
            _holders[place] = holder;
        }
        else
        {
            _holders.Insert(place < 0 ? _holders.Count : place, holder);
        }
    }
}

/// <param name="MayHold">It has been lent units since it last answered a recall.</param>
/// <param name="LastRequest">Number of its newest request.</param>
public sealed record StockHolder(ShardId Slice, bool MayHold, long LastRequest)
{
    /// <summary>It kept units at its last recall, for a request that was under way.</summary>
    public bool Keeps { get; init; }
}
