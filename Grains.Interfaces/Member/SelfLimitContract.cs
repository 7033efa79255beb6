namespace Jifen.Grains.Interfaces;

/// <summary>A member limits its own paid plays: those by points or by ticket, of every lottery.</summary>
/// <param name="Ceilings">All of them; what is less strict than now waits.</param>
/// <param name="CoolOffUntil">First instant at which paid plays are possible again; null leaves what there is.</param>
public sealed record SetSelfLimits(MemberKey Member, PlayCeilings Ceilings, Stamp? CoolOffUntil) : ShardInput;

/// <summary>At most so much; null means without limit, 0 nothing at all.</summary>
/// <param name="PlaysPerDay">Paid plays of a programme day.</param>
/// <param name="PlaysPerWeek">Paid plays from Monday to Sunday of the programme's zone.</param>
/// <param name="PointsPerDay">Points that paid plays of a programme day cost.</param>
/// <param name="PointsPerWeek">Points that paid plays of a week cost.</param>
public sealed record PlayCeilings(long? PlaysPerDay, long? PlaysPerWeek, Points? PointsPerDay, Points? PointsPerWeek)
{
    public static PlayCeilings None { get; } = new(null, null, null, null);
}

public sealed record SelfLimitsTaken(SelfLimitsSet Limits) : Answer;

/// <summary>What holds for a member from now on.</summary>
/// <param name="Now">In force at once.</param>
/// <param name="Next">In force from <paramref name="From"/> on; null where nothing waits.</param>
/// <param name="CoolOffUntil">Until then no paid play; null for none.</param>
public sealed record SelfLimitsSet(PlayCeilings Now, PlayCeilings? Next, Stamp? From, Stamp? CoolOffUntil) : GrainEvent;

/// <summary>A paid play counts against the member's own limits. It stands in the record of the play; without limits it is absent.</summary>
/// <param name="Day">Programme day of the play's instant.</param>
/// <param name="Waits">True where the play may still be undone. Never false.</param>
public sealed record PaidPlayCounted(PlayId Play, DateOnly Day, Points Points, bool? Waits) : GrainEvent;

/// <summary>What a member has set itself, and what it has used of that.</summary>
/// <param name="Next">In force from <paramref name="From"/> on; null where nothing waits.</param>
/// <param name="PlaysToday">Counted since the member first set a limit, as all that follows.</param>
public sealed record SelfLimitsView(
    PlayCeilings Now, PlayCeilings? Next, Stamp? From, Stamp? CoolOffUntil, long PlaysToday, long PlaysThisWeek, Points PointsToday, Points PointsThisWeek);
