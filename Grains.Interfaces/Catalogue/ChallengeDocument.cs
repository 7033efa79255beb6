namespace Jifen.Grains.Interfaces;

/// <summary>Something to reach by activities within a campaign, for a reward.</summary>
public sealed record ChallengeDocument(string Id, LocalText Name, ChallengePeriod Period, ChallengeFilter Qualifies, ChallengeGoal Goal);

/// <summary>What a challenge counts together.</summary>
/// <param name="Days">Length of a rolling period, 1 to 90; 0 for the others.</param>
public readonly record struct ChallengePeriod(ChallengeSpan Span, int Days = 0)
{
    public static ChallengePeriod Campaign { get; } = new(ChallengeSpan.Campaign);
}

public enum ChallengeSpan
{
    /// <summary>All days of the campaign.</summary>
    Campaign,

    Day,

    /// <summary>Monday to Sunday.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>Any days in a row, so many; what was reached begins them anew.</summary>
    Rolling,
}

/// <summary>The activities that count for a challenge.</summary>
/// <param name="AtLeast">Minor units of the amount that is covered; null where any will do.</param>
public sealed record ChallengeFilter(IReadOnlyList<string> Kinds, EarningCondition When, long? AtLeast);

/// <summary>What is to be reached.</summary>
public abstract record ChallengeGoal
{
    private protected ChallengeGoal()
    {
    }

    /// <summary>All that it may give, in order.</summary>
    public abstract IReadOnlyList<ChallengeReward> AllRewards { get; }
}

/// <summary>So many activities in a period.</summary>
public sealed record CountGoal(int Times, ChallengeReward Reward) : ChallengeGoal
{
    public override IReadOnlyList<ChallengeReward> AllRewards => [Reward];
}

/// <summary>So much covered amount in a period.</summary>
/// <param name="Amount">Minor units.</param>
public sealed record SumGoal(long Amount, ChallengeReward Reward) : ChallengeGoal
{
    public override IReadOnlyList<ChallengeReward> AllRewards => [Reward];
}

/// <summary>Every so many activities in a period, again and again.</summary>
/// <param name="Most">Rewards of one period at most; null means without limit.</param>
public sealed record LadderGoal(int Every, int? Most, ChallengeReward Reward) : ChallengeGoal
{
    public override IReadOnlyList<ChallengeReward> AllRewards => [Reward];
}

/// <summary>One of each in a period.</summary>
/// <param name="Members">Categories, merchants or badges, in declared order.</param>
public sealed record SetGoal(SetOf Of, IReadOnlyList<string> Members, ChallengeReward Reward) : ChallengeGoal
{
    public override IReadOnlyList<ChallengeReward> AllRewards => [Reward];
}

/// <summary>What the members of a set are.</summary>
public enum SetOf
{
    Categories,
    Merchants,
    Badges,
}

/// <summary>Days in a row with an activity each.</summary>
/// <param name="Days">Length of a round; the day after its last is the first again.</param>
/// <param name="Repeat">Each round gives its rewards; otherwise each reward is given once.</param>
/// <param name="Freezes">Missed days that do not break the streak.</param>
/// <param name="Repair">How a missed day is made good; null where it cannot be.</param>
/// <param name="PauseDays">Days that a member may pause in all; 0 for none.</param>
/// <param name="InMemberZone">Days are those of the member's zone, where it has set one.</param>
public sealed record StreakGoal(
    int Days, bool Repeat, int Freezes, StreakRepair? Repair, int PauseDays, bool InMemberZone, IReadOnlyList<StreakReward> Rewards) : ChallengeGoal
{
    public override IReadOnlyList<ChallengeReward> AllRewards => [.. Rewards.Select(reward => reward.Reward)];

    /// <summary>The reward of a day of the round, or null.</summary>
    public ChallengeReward? RewardOf(int day)
    {
        for (int i = 0; i < Rewards.Count; i++)
        {
            if (Rewards[i].Day == day)
            {
                return Rewards[i].Reward;
            }
        }

        return null;
    }
}

/// <param name="Points">Price of a repair.</param>
/// <param name="Hours">How long after the end of the missed day it can be had.</param>
public sealed record StreakRepair(Points Points, int Hours);

/// <param name="Day">Day of the round, from 1 on.</param>
public sealed record StreakReward(int Day, ChallengeReward Reward);

/// <summary>What is given once something is reached; at least one of them.</summary>
/// <param name="Badge">Badge that is given only so.</param>
public sealed record ChallengeReward(Points? Points, TicketReward? Tickets, string? Badge)
{
    /// <summary>A code for each time, or null.</summary>
    public CouponPrize? Coupon { get; init; }

    /// <summary>More points for a time, or null.</summary>
    public MultiplierPrize? Multiplier { get; init; }
}

public sealed record TicketReward(string Lottery, int Count);
