namespace Jifen.Grains.Interfaces;

/// <summary>A member buys back the missed day that broke its streak.</summary>
public sealed record RepairStreak(MemberKey Member, string Challenge) : ShardInput;

/// <summary>A member will be away: the days from the first to the last do not break its streak.</summary>
public sealed record PauseStreak(MemberKey Member, string Challenge, DateOnly From, DateOnly Through) : ShardInput;

/// <summary>Days of streaks in the member's zone are days of this zone from now on; days that were counted stay what they are.</summary>
/// <param name="Zone">IANA name.</param>
public sealed record SetZone(MemberKey Member, string Zone) : ShardInput;

/// <param name="Day">The day that counts as kept now.</param>
/// <param name="Available">Points of the member after it.</param>
/// <param name="Progress">Where the streak stands, with the rewards that the repair brought.</param>
public sealed record DayRepaired(string Challenge, DateOnly Day, Points Cost, Points Available, ChallengeProgress Progress) : Answer;

/// <param name="DaysLeft">Days that may still be paused.</param>
public sealed record PauseTaken(string Challenge, DateOnly From, DateOnly Through, int DaysLeft) : Answer;

public sealed record ZoneTaken(string Zone) : Answer;

/// <summary>Where a challenge stands after a record that moved it.</summary>
/// <param name="Have">Of the period that the record moved: activities, minor units or members of the set; of a streak, days of its newest round.</param>
/// <param name="Need">What is to be reached; of a ladder the next rung.</param>
public sealed record ChallengeProgress(string Challenge, long Have, long Need)
{
    /// <summary>What the record gave; null for nothing.</summary>
    public IReadOnlyList<GivenReward>? Rewards { get; init; }
}

/// <summary>A reward that a record gave.</summary>
/// <param name="Step">Day of the streak's round; null for other kinds.</param>
/// <param name="Times">How often it is given at once.</param>
/// <param name="Points">What was given in all; less than due where the budget had no more.</param>
/// <param name="Lottery">Lottery of the tickets.</param>
/// <param name="Tickets">Tickets in all.</param>
public sealed record GivenReward(int? Step, long Times, Points? Points, string? Lottery, long? Tickets, string? Badge);

/// <summary>An activity, or its refund, changed what a challenge has counted of the member.</summary>
/// <param name="Shape">Kind, period and set: what is counted under another shape begins anew.</param>
/// <param name="From">First day of the period, or the day of a streak or rolling period; null for the whole campaign.</param>
/// <param name="By">Activities or minor units more, fewer where negative; of a set activities that have each of <paramref name="Of"/>.</param>
/// <param name="Of">Members of the set by place, from 0 on; null for other kinds.</param>
public sealed record ChallengeMoved(string Challenge, string Shape, DateOnly? From, long By, IReadOnlyList<int>? Of) : GrainEvent;

/// <summary>A step of a challenge was reached; what it gives follows in the same record.</summary>
/// <param name="From">As in <see cref="ChallengeMoved"/>; null for streaks and rolling periods.</param>
/// <param name="Step">Day of a streak's round; null for other kinds.</param>
/// <param name="Times">How often it is given now.</param>
/// <param name="Need">What had to be reached.</param>
public sealed record ChallengeRewarded(string Challenge, string Shape, DateOnly? From, int? Step, long Times, long Need) : GrainEvent;

/// <summary>
/// A refund broke a run of days into several that reach a step. That brings nobody a reward: the step counts as given.
/// </summary>
public sealed record ChallengeWaived(string Challenge, string Shape, DateOnly? From, int? Step, long Times) : GrainEvent;

/// <summary>What no activity and no refund can change any more is summed up.</summary>
/// <param name="Before">Days and periods that begin earlier are dropped.</param>
/// <param name="Sum">Where the walk over the days goes on; null where only periods are dropped.</param>
public sealed record ChallengeFolded(string Challenge, DateOnly Before, WalkSum? Sum) : GrainEvent;

/// <summary>A walk over days as of a day.</summary>
/// <param name="From">The next day to look at.</param>
/// <param name="Run">Length of the run that is open.</param>
/// <param name="Freezes">Freezes that are used.</param>
/// <param name="Longest">Longest run so far.</param>
/// <param name="Last">Day that broke the newest run, or that completed the newest rolling period.</param>
/// <param name="Reached">How often each step was reached; of rolling periods, step 0.</param>
public sealed record WalkSum(DateOnly From, int Run, int Freezes, int Longest, DateOnly? Last, IReadOnlyList<StepCount> Reached);

public sealed record StepCount(int Step, long Count);

/// <summary>The campaigns of these challenges ended so long ago that nothing can move them.</summary>
public sealed record ChallengesForgotten(IReadOnlyList<string> Challenges) : GrainEvent;

/// <summary>A missed day counts as kept.</summary>
public sealed record StreakRepaired(string Challenge, string Shape, DateOnly Day) : GrainEvent;

/// <summary>Days that do not break a streak.</summary>
public sealed record StreakPaused(string Challenge, string Shape, DateOnly From, DateOnly Through) : GrainEvent;

public sealed record ZoneSet(string Zone) : GrainEvent;
