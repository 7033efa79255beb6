namespace Jifen.Grains.Challenge;

/// <summary>
/// What a member deserves of a challenge by what stands of its activities, whatever their order; and what of that is still to be
/// given. What was given stays given, so that what was given is the most that was ever deserved.
/// </summary>
internal static class ChallengeSteps
{
    /// <summary>The rewards that are due after a tally was changed in a period.</summary>
    /// <param name="from">First day of the period, or the day; null for the whole campaign.</param>
    public static IEnumerable<DueReward> Due(ChallengeRules rules, ChallengeEntry entry, DateOnly? from)
    {
        if (rules.Goal is StreakGoal streak)
        {
            return DueSteps(rules, streak, entry);
        }

        (DateOnly? period, long deserved) = rules.Walks ? (null, new RollingWalk(rules, entry).Completed) : (from, Deserved(rules.Goal, entry, from));
        long times = deserved - entry.Given[ChallengeEntry.GivenSlotOf(period, null)];
        return times > 0 ? [new(rules, period, null, times, RewardOf(rules.Goal))] : [];
    }

    /// <summary>What a goal counts at most side by side.</summary>
    public static int PlacesOf(ChallengeGoal goal) => goal is SetGoal set ? set.Members.Count : 1;

    /// <summary>What is to be reached once.</summary>
    public static long NeedOf(ChallengeGoal goal) => goal switch
    {
        CountGoal count => count.Times,
        SumGoal sum => sum.Amount,
        LadderGoal ladder => ladder.Every,
        SetGoal set => set.Members.Count,
        StreakGoal streak => streak.Days,
        _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, "There is no such goal."),
    };

    /// <summary>What is there of it: of a set the members that are there, else what is counted.</summary>
    public static long HaveOf(ChallengeGoal goal, IReadOnlyList<long> counts)
    {
        if (goal is not SetGoal)
        {
            return counts[0];
        }

        long have = 0;
        for (int i = 0; i < counts.Count; i++)
        {
            have += counts[i] > 0 ? 1 : 0;
        }

        return have;
    }

    /// <summary>What a period has, by place.</summary>
    public static long[] CountsOf(ChallengeGoal goal, ChallengeEntry entry, DateOnly? from)
    {
        long[] counts = new long[PlacesOf(goal)];
        for (int place = 0; place < counts.Length; place++)
        {
            counts[place] = entry.Of(from, place);
        }

        return counts;
    }

    private static IEnumerable<DueReward> DueSteps(ChallengeRules rules, StreakGoal goal, ChallengeEntry entry)
    {
        IReadOnlyList<long> reached = StreakWalk.OverAll(goal, entry).Reached;
        foreach (StreakReward step in goal.Rewards)
        {
            long deserved = goal.Repeat ? reached[step.Day] : Math.Min(1, reached[step.Day]);
            long times = deserved - entry.Given[ChallengeEntry.GivenSlotOf(null, step.Day)];
            if (times > 0)
            {
                yield return new(rules, null, step.Day, times, step.Reward);
            }
        }
    }

    private static long Deserved(ChallengeGoal goal, ChallengeEntry entry, DateOnly? from)
    {
        long rungs = HaveOf(goal, CountsOf(goal, entry, from)) / NeedOf(goal);
        return goal is LadderGoal ladder ? Math.Min(rungs, ladder.Most ?? long.MaxValue) : Math.Min(1, rungs);
    }

    /// <summary>What a step gives.</summary>
    /// <param name="goal">The challenge's.</param>
    /// <param name="step">Day of a streak's round, which has a reward; null for other kinds.</param>
    public static ChallengeReward RewardOf(ChallengeGoal goal, int? step = null) => goal switch
    {
        StreakGoal streak => streak.RewardOf(step!.Value)!,
        CountGoal count => count.Reward,
        SumGoal sum => sum.Reward,
        LadderGoal ladder => ladder.Reward,
        SetGoal set => set.Reward,
        _ => throw new ArgumentOutOfRangeException(nameof(goal), goal, "There is no such goal."),
    };
}
