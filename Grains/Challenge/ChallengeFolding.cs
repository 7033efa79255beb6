using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Challenge;

/// <summary>Keeps small what members have of challenges: what nothing can change any more is summed up, and later forgotten.</summary>
internal static class ChallengeFolding
{
    /// <summary>
    /// Days that an activity may still change: it may come 30 days late, and be refunded 90 days after that; and a day more at each end
    /// for zones.
    /// </summary>
    public const int DaysOpen = 30 + 90 + 3;

    /// <summary>So many days more are kept, so that members are not folded every day.</summary>
    private const int DaysOfSlack = 31;

    private const int LongestPeriod = 31;

    /// <summary>What is to be summed up of an entry; null for nothing yet.</summary>
    public static ChallengeFolded? Of(ChallengeRules rules, ChallengeEntry entry, DateOnly today)
    {
        DateOnly open = today.AddDays(-DaysOpen);
        DateOnly kept = open.AddDays(-(rules.Walks ? rules.Period.Days : LongestPeriod));
        return entry.Oldest < kept.AddDays(-DaysOfSlack) ? new(rules.Id, kept, SumOf(rules, entry, open)) : null;
    }

    /// <summary>
    /// Challenges of the member whose campaigns ended so long ago that no activity can move them; null for none. A streak that a board of all time counts stays, since its
    /// campaign may begin again.
    /// </summary>
    public static ChallengesForgotten? Forgotten(ChallengeBook book, Programme programme, Stamp now)
    {
        string[] over = [.. book.Entries.Where(entry => IsOver(programme.FindChallenge(entry.Id), now) && !IsOfAllTime(entry.Id, programme)).Select(entry => entry.Id)];
        return over.Length == 0 ? null : new(over);
    }

    private static bool IsOver(ChallengeRules? rules, Stamp now) => rules?.Campaign.Ends.Plus(TimeSpan.FromDays(DaysOpen)) < now;

    private static bool IsOfAllTime(string challenge, Programme programme) =>
        programme.Boards.Any(board => board.Period == PeriodKind.AllTime && board.Measure.Streak == challenge);

    private static WalkSum? SumOf(ChallengeRules rules, ChallengeEntry entry, DateOnly open) => rules switch
    {
        { Goal: StreakGoal streak } => new StreakWalk(streak, entry).Through(open.AddDays(-1)).ToSum(open),
        { Walks: true } => new RollingWalk(rules, entry, open).ToSum(open),
        _ => null,
    };
}
