namespace Jifen.Grains.Interfaces;

/// <summary>
/// Units of one prize, or points of one budget (<see cref="BudgetName"/>), moved between its treasury and the slices of the shards (PROTOCOL section 2). <see cref="Day"/> is the
/// programme day that the units belong to where stock is daily, else null.
/// </summary>
public sealed record UnitsWanted(string Lottery, string Segment, DateOnly? Day, long Request, long Waiting) : Message;

public sealed record UnitsGranted(string Lottery, string Segment, DateOnly? Day, long Request, long Units) : Message
{
    /// <summary>Which units, where they are numbered; else null.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

public sealed record UnitsRecall(string Lottery, string Segment, DateOnly? Day, long Round) : Message;

public sealed record UnitsReturned(string Lottery, string Segment, DateOnly? Day, long Round, long Units) : Message
{
    /// <summary>True where units stay on the slice for a request that is under way and may yet be refused. Never false.</summary>
    public bool? Keeps { get; init; }

    /// <summary>Which units, where they are numbered; else null.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

/// <summary>No unit is left anywhere; <see cref="Day"/> as above.</summary>
public sealed record PrizeExhausted(string Lottery, string Segment, DateOnly? Day) : Message;

/// <summary>There are units again.</summary>
public sealed record PrizeRestocked(string Lottery, string Segment) : Message;

/// <summary>Due-time at the treasury's shard: the programme day is over and its unused units come back.</summary>
public sealed record RecallDay(string Lottery, string Segment, DateOnly Day) : ShardInput;

/// <summary>Due-time at the treasury's shard: more units of a stock that is spread over time are released.</summary>
public sealed record ReleaseStock(string Lottery, string Segment) : ShardInput;

/// <summary>Due-time: numbered units that lie on this shard, at the treasury or on the slice, have come to their end.</summary>
public sealed record RetireUnits(string Lottery, string Segment) : ShardInput;

/// <summary>A play of a member of this shard waits for a unit, behind those that already do.</summary>
public sealed record WaitBegun(string Segment, DateOnly? Day, MemberKey Member, PlayId Play, RequestKey? Key) : GrainEvent
{
    /// <summary>As of <see cref="SettlePlay"/>.</summary>
    public int? Part { get; init; }
}

/// <summary>The play waits for this unit no longer.</summary>
public sealed record WaitEnded(string Segment, DateOnly? Day, PlayId Play) : GrainEvent
{
    /// <summary>As of <see cref="SettlePlay"/>.</summary>
    public int? Part { get; init; }
}

public sealed record UnitUsed(string Segment, DateOnly? Day) : GrainEvent
{
    /// <summary>Which unit, where units are numbered: the one that ends first of those that lie here, and of several the lowest. Else null.</summary>
    public long? Serial { get; init; }
}

public sealed record UnitsAsked(string Segment, DateOnly? Day, long Request, long Waiting) : GrainEvent;

public sealed record UnitsReceived(string Segment, DateOnly? Day, long Request, long Units) : GrainEvent
{
    /// <summary>As of <see cref="UnitsGranted"/>.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

public sealed record UnitsGivenBack(string Segment, DateOnly? Day, long Round, long Units) : GrainEvent
{
    /// <summary>As of <see cref="UnitsReturned"/>.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

/// <summary>Units that nobody has have come to their end, at the treasury or on the slice that <see cref="GrainEvent.On"/> names: they will not be given.</summary>
/// <param name="Serials">Whose ends are at or before the record's stamp.</param>
public sealed record UnitsExpired(string Segment, IReadOnlyList<SerialRange> Serials) : GrainEvent;

public sealed record ExhaustionTold(string Segment, DateOnly? Day) : GrainEvent;

public sealed record RestockTold(string Segment) : GrainEvent;

/// <summary>The catalogue's word on the treasury's stock.</summary>
public sealed record StockSet(long Total, long? PerDay) : GrainEvent
{
    /// <summary>True where each unit has a number, from 0 on. Such a stock may only grow. Never false.</summary>
    public bool? Numbered { get; init; }

    /// <summary>What is released of it as of the record's stamp; null where all is.</summary>
    public StockRelease? Release { get; init; }

    /// <summary>Of the numbered units that this adds; null where they never end.</summary>
    public Stamp? Ends { get; init; }
}

/// <summary>How far a stock that is spread over time is released.</summary>
/// <param name="Units">Units that may be out.</param>
/// <param name="Next">First instant at which there are more; null where there never are.</param>
public sealed record StockRelease(long Units, Stamp? Next);

/// <summary>More units of the treasury may be out.</summary>
public sealed record StockReleased(StockRelease Release) : GrainEvent;

/// <summary>A slice waits at the treasury for units.</summary>
public sealed record WishQueued(ShardId Slice, DateOnly? Day, long Request, long Waiting) : GrainEvent;

public sealed record UnitsLent(ShardId Slice, DateOnly? Day, long Request, long Units) : GrainEvent
{
    /// <summary>As of <see cref="UnitsGranted"/>.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

public sealed record RecallBegun(long Round, DateOnly? Day, IReadOnlyList<ShardId> Slices) : GrainEvent;

public sealed record UnitsBack(ShardId Slice, long Round, DateOnly? Day, long Units) : GrainEvent
{
    /// <summary>As of <see cref="UnitsReturned"/>.</summary>
    public bool? Keeps { get; init; }

    /// <summary>As of <see cref="UnitsReturned"/>.</summary>
    public IReadOnlyList<SerialRange>? Serials { get; init; }
}

public sealed record RecallEnded(long Round, DateOnly? Day) : GrainEvent;

/// <summary>The treasury has answered "none": the prize is exhausted and every waiting slice is told.</summary>
public sealed record WishesRefused(DateOnly? Day) : GrainEvent;
