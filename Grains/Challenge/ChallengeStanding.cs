namespace Jifen.Grains.Challenge;

/// <summary>How far a member is in a period; or in the round of a streak, as of the newest day that was kept.</summary>
internal static class ChallengeStanding
{
    /// <param name="from">First day of the period, or the day; null for the whole campaign.</param>
    public static (long Have, long Need) Of(ChallengeRules rules, ChallengeEntry entry, DateOnly? from) => rules.Goal switch
    {
        StreakGoal streak => (StreakWalk.OverAll(streak, entry).Step, streak.Days),
        _ when rules.Walks => Of(rules.Goal, new RollingWalk(rules, entry).WindowAt(from!.Value)),
        _ => Of(rules.Goal, ChallengeSteps.CountsOf(rules.Goal, entry, from)),
    };

    private static (long Have, long Need) Of(ChallengeGoal goal, long[] counts)
    {
        long have = ChallengeSteps.HaveOf(goal, counts);
        return (have, goal is LadderGoal ladder ? NextRung(ladder, have) : ChallengeSteps.NeedOf(goal));
    }

    /// <summary>The rung that comes next; the last one where there are no more.</summary>
    private static long NextRung(LadderGoal ladder, long have)
    {
        long rung = (have / ladder.Every) + 1;
        return Math.Min(rung, ladder.Most ?? long.MaxValue) * ladder.Every;
    }
}
