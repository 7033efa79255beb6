using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>
/// What a treasury does next, one step at a time, until there is nothing to do (PROTOCOL section 2). "None left" is said only where
/// nothing may be lent, no recall is under way and no slice may hold unused units: each slice that was lent to has answered a recall since.
/// </summary>
public static class TreasurySteps
{
    /// <summary>Most units of a prize granted ahead of need. Of points, which go by the hundred, there is no such number.</summary>
    private const long MostAhead = 256;

    /// <summary>Free units for each shard below which nothing is granted ahead, and of which one part is.</summary>
    private const long PartsPerShard = 4;

    /// <summary>The next step, or null.</summary>
    internal static Consequence? Next(ShardState state, Treasury treasury, Stamp now)
    {
        if (!treasury.IsStocked)
        {
            return null;
        }

        return Lend(treasury, state.ShardCount, now) ?? EndRecall(treasury)
            ?? (treasury.IsRecalling ? null : Restock(state, treasury, now) ?? Answer(state, treasury, now) ?? CallBackExcess(treasury));
    }

    /// <summary>Units for one request: what waits, or more while there is plenty.</summary>
    /// <param name="allowance">Units that may be lent, at least 1.</param>
    /// <param name="most">Most units granted ahead.</param>
    public static long GrantOf(long allowance, long waiting, int shardCount, long most = MostAhead)
    {
        long parts = PartsPerShard * shardCount;
        long ahead = allowance < parts ? 0 : Math.Min(most, allowance / parts);
        return Math.Min(allowance, Math.Max(waiting, ahead));
    }

    /// <summary>One round of recall over the slices that may hold units of the day.</summary>
    internal static Consequence Recall(Treasury treasury, StockDay day)
    {
        RecallBegun begun = new(treasury.Round + 1, day.Day, day.MayHold) { On = treasury.Id };
        UnitsRecall recall = new(treasury.Lottery, treasury.Segment, day.Day, begun.Round);
        return new(begun, [.. begun.Slices.Select(slice => new AddressedMessage(slice, Lane.Control, recall))]);
    }

    private static Consequence? Lend(Treasury treasury, int shardCount, Stamp now)
    {
        if (treasury.LendableAt(now) == 0 || treasury.Wishes.FirstOrDefault(w => treasury.Allowance(w.Day, now) > 0) is not { } wish)
        {
            return null;
        }

        long most = BudgetName.Is(treasury.Lottery) ? long.MaxValue : MostAhead;
        long units = GrantOf(treasury.Allowance(wish.Day, now), wish.Waiting, shardCount, most);
        IReadOnlyList<SerialRange>? serials = treasury.Serials?.FirstOf(units, now);
        UnitsGranted granted = new(treasury.Lottery, treasury.Segment, wish.Day, wish.Request, units) { Serials = serials };
        return new(
            new UnitsLent(wish.Slice, wish.Day, wish.Request, units) { On = treasury.Id, Serials = serials }, [new(wish.Slice, Lane.Control, granted)]);
    }

    private static Consequence? EndRecall(Treasury treasury) => treasury is { IsRecalling: true, Awaited.Count: 0 }
        ? new(new RecallEnded(treasury.Round, treasury.RoundDay) { On = treasury.Id }, [])
        : null;

    private static Consequence? Restock(ShardState state, Treasury treasury, Stamp now) =>
        treasury.LendableAt(now) > 0 && treasury.Days.Any(d => d.ToldExhausted && treasury.Allowance(d.Day, now) > 0)
            ? new(new RestockTold(treasury.Segment) { On = treasury.Id }, Mail.ToAll(state, new PrizeRestocked(treasury.Lottery, treasury.Segment)))
            : null;

    /// <summary>The first wish cannot be granted: units are called back from wherever they may lie, or it is told that there are none.</summary>
    private static Consequence? Answer(ShardState state, Treasury treasury, Stamp now)
    {
        if (treasury.Wishes.Count == 0)
        {
            return null;
        }

        DateOnly? day = treasury.Wishes[0].Day;
        return SourceFor(treasury, day, now) is { } source
            ? Recall(treasury, source)
            : new(
                new WishesRefused(day) { On = treasury.Id },
                Mail.ToAll(state, new PrizeExhausted(treasury.Lottery, treasury.Segment, day)));
    }

    /// <summary>Where the day's own limit is reached, only its own units help; where nothing may be lent, those of any day do.</summary>
    private static StockDay? SourceFor(Treasury treasury, DateOnly? day, Stamp now) =>
        treasury.FindDay(day) is { AnyMayHold: true } own ? own
        : treasury.LendableAt(now) == 0 ? treasury.Days.FirstOrDefault(d => d.AnyMayHold)
        : null;

    /// <summary>Stock, or what is released of it, was lowered below what is out: unused units come back.</summary>
    private static Consequence? CallBackExcess(Treasury treasury) =>
        treasury.Days.FirstOrDefault(d => d.AnyMayHold && IsInExcess(treasury, d)) is { } day ? Recall(treasury, day) : null;

    private static bool IsInExcess(Treasury treasury, StockDay day) =>
        treasury.Total > treasury.Target || treasury.Release?.Units < treasury.Out || (day.Day is not null && day.Out > treasury.PerDay);
}
