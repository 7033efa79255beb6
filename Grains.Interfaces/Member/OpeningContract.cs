namespace Jifen.Grains.Interfaces;

/// <summary>
/// Take a member over from elsewhere: its points in lots, its tier and its counters, once. Who is not enrolled is enrolled by it.
/// An opening gives no reward: it moves no board and earns no badge.
/// </summary>
/// <param name="Tier">Kept and shown as it is; null for none.</param>
public sealed record OpenMember(MemberKey Member, IReadOnlyList<OpeningLot> Lots, string? Tier, OpeningCounters? Counters) : ShardInput;

/// <param name="Points">At least 1.</param>
/// <param name="Expires">First instant at which they are gone; null for never.</param>
public sealed record OpeningLot(Points Points, Stamp? Expires);

/// <summary>What was counted before; it goes on counting, so that the next of a kind may earn a badge.</summary>
/// <param name="Activities">Activities by kind, each kind once.</param>
public sealed record OpeningCounters(IReadOnlyList<OpeningCount> Activities, long Plays, long Wins);

public sealed record OpeningCount(string Activity, long Count);

/// <param name="Points">Points of all lots.</param>
/// <param name="Available">Points of the member after it.</param>
public sealed record Opened(Points Points, Points Available) : Answer;

public sealed record MemberOpened(string? Tier, OpeningCounters? Counters) : GrainEvent;

/// <summary>Points that a member brings along. They count as earned, and no board or badge follows from them.</summary>
/// <param name="Lot">Number of the lot, unique within the member.</param>
/// <param name="Expires">First instant at which the lot is gone; null for never.</param>
public sealed record PointsOpened(Points Points, long Lot, Stamp? Expires) : GrainEvent;
