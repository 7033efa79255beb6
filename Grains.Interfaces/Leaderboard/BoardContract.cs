namespace Jifen.Grains.Interfaces;

/// <summary>The shard's stamp has passed the end of a board's period and its grace.</summary>
public sealed record CloseBoard(string Board, string Period) : ShardInput;

/// <summary>The board counts on this shard from this period on.</summary>
/// <param name="First">A day <c>2026-11-21</c>, a week <c>2026-W47</c>, a month <c>2026-11</c>, the days of a campaign <c>2026-11-01..2026-11-30</c>, or <c>all</c>.</param>
public sealed record BoardBegun(string First) : GrainEvent
{
    /// <summary>What it counts; null for all points earned.</summary>
    public BoardMeasure? Measure { get; init; }

    /// <summary>Whose scores it counts; null for everybody's.</summary>
    public BoardScope? Scope { get; init; }

    /// <summary>How its members compete in cohorts; null where all stand on one list.</summary>
    public BoardCohorts? Cohorts { get; init; }
}

/// <summary>The programme has the board no more; this is the last period that closes.</summary>
public sealed record BoardEnded(string Last) : GrainEvent;

/// <summary>The record's member has this much more on a slice, as of the record's stamp; it may be negative.</summary>
public sealed record BoardScored(long Score) : GrainEvent;

/// <summary>Points that the record's member got too late for a board: the period was closed here.</summary>
public sealed record BoardPassed(string Board, string Period, long Score) : GrainEvent;

/// <summary>A slice has closed a period.</summary>
/// <param name="Count">Members on the slice.</param>
/// <param name="Hash">SHA-256 over its entries, highest first: member key, score, stamp, each big-endian.</param>
public sealed record BoardClosed(string Period, long Count, Hash256 Hash) : GrainEvent;

/// <summary>Every slice has closed the period.</summary>
public sealed record BoardFinalTold(string Period) : GrainEvent
{
    /// <summary>True where the period's rewards are still to come, so that it is kept for them. Never false.</summary>
    public bool? Rewarded { get; init; }
}

/// <summary>A final period is kept no more.</summary>
public sealed record BoardDropped(string Period) : GrainEvent;

/// <summary>The owner has heard that a slice has closed the period.</summary>
public sealed record BoardClosureCounted(string Period, ShardId Shard, long Count, Hash256 Hash) : GrainEvent;

/// <summary>All slices have closed the period: from here on its list is the same for ever.</summary>
/// <param name="Count">Members on the board.</param>
/// <param name="Hash">SHA-256 over the slices' hashes in the order of the shards.</param>
public sealed record BoardFinalized(string Period, long Count, Hash256 Hash) : GrainEvent;

public sealed record BoardClosedAtShard(string Board, string Period, long Count, Hash256 Hash) : Message;

public sealed record BoardBecameFinal(string Board, string Period) : Message
{
    /// <summary>True where rewards follow. Never false.</summary>
    public bool? Rewarded { get; init; }
}
