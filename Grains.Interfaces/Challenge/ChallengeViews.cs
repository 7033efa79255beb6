namespace Jifen.Grains.Interfaces;

/// <summary>The challenges of the programme in force as a member has them, in declared order; of campaigns that have begun and not ended.</summary>
/// <param name="Zone">The member's zone; null where it has set none.</param>
public sealed record ChallengesView(IReadOnlyList<ChallengeView> Items, string? Zone);

/// <param name="Kind">As the programme document calls it.</param>
/// <param name="Open">Activities of now count.</param>
/// <param name="From">First day of the period; null for the whole campaign and for streaks.</param>
/// <param name="Ends">When the period, or else the campaign, is over.</param>
/// <param name="Have">What the member has of the period or round.</param>
/// <param name="Need">What is to be reached; of a ladder the next rung.</param>
/// <param name="Completed">Rewards of the period, or of all rolling periods; of a streak, of all its days.</param>
/// <param name="Next">What comes next; null where nothing does.</param>
/// <param name="Sentence">Where the member stands, for people.</param>
public sealed record ChallengeView(
    string Challenge, string Campaign, string Kind, LocalText Name, ChallengePeriod Period, bool Open, DateOnly? From, Stamp Ends, long Have, long Need,
    long Completed, ChallengeReward? Next, LocalText Sentence)
{
    /// <summary>Members of a set; null for other kinds.</summary>
    public IReadOnlyList<SetMemberView>? Set { get; init; }

    /// <summary>Null for other kinds.</summary>
    public StreakView? Streak { get; init; }
}

/// <param name="Name">Category, merchant, or id of a badge.</param>
public sealed record SetMemberView(string Name, bool Have)
{
    /// <summary>What it is called; null for a merchant, and where the programme does not say it.</summary>
    public LocalText? Label { get; init; }
}

/// <param name="Current">Days kept in the run that is open.</param>
/// <param name="Deadline">Until when something must happen today.</param>
/// <param name="Zone">Zone of its days.</param>
/// <param name="Rewards">By day of the round.</param>
/// <param name="Repair">The missed day that can be bought back now; null for none.</param>
/// <param name="Pauses">Those that are not over.</param>
/// <param name="Timeline">The newest days, the newest first; null where it was not asked for.</param>
public sealed record StreakView(
    int Current, int Longest, StreakToday Today, Stamp Deadline, string Zone, int FreezesLeft, IReadOnlyList<StreakReward> Rewards, RepairOffer? Repair,
    int PauseDaysLeft, IReadOnlyList<PauseView> Pauses, IReadOnlyList<TimelineDay>? Timeline);

/// <summary>Where a streak stands today.</summary>
public enum StreakToday
{
    /// <summary>Today is kept.</summary>
    Done,

    /// <summary>Without an activity today, the streak breaks.</summary>
    AtRisk,

    /// <summary>Without an activity today, a freeze saves the streak.</summary>
    Frozen,

    /// <summary>The member is away.</summary>
    Paused,

    /// <summary>It broke yesterday.</summary>
    Broken,

    /// <summary>There is no streak.</summary>
    Idle,
}

/// <param name="Until">First instant at which it cannot be had any more.</param>
public sealed record RepairOffer(DateOnly Day, Points Points, Stamp Until);

public sealed record PauseView(DateOnly From, DateOnly Through);

/// <param name="Run">Days kept in the run after it.</param>
public sealed record TimelineDay(DateOnly Day, DayMark Mark, int Run);
