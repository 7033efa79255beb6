using System.Numerics;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Earnings;

namespace Jifen.Grains.Challenge;

/// <summary>What one activity brings to the challenges of its campaigns, before anything is folded.</summary>
internal sealed class ChallengeTurn
{
    private readonly List<Move> _moves = [];
    private readonly List<GrainEvent> _events = [];

    private ChallengeTurn()
    {
    }

    /// <summary>Nothing moves.</summary>
    public static ChallengeTurn None { get; } = new();

    /// <summary>In the order of the challenges; each reward comes after what brought it.</summary>
    public IReadOnlyList<GrainEvent> Events => _events;

    /// <summary>Points of the rewards that are due.</summary>
    public IEnumerable<EarnedShare> Shares => SharesOf(_moves.SelectMany(move => move.Due));

    /// <param name="open">Campaigns of the programme in which the activity counts.</param>
    public static ChallengeTurn Of(
        MemberGrain member, Programme programme, ReportActivity activity, IReadOnlyList<CampaignRules> open, Stamp now)
    {
        if (programme.Challenges.Count == 0)
        {
            return None;
        }

        ChallengeTurn turn = new();
        if (ChallengeFolding.Forgotten(member.Challenges, programme, now) is { } forgotten)
        {
            turn._events.Add(forgotten);
        }

        DateOnly today = programme.Calendar.DayOf(now);
        foreach (ChallengeRules rules in programme.Challenges)
        {
            if (open.Contains(rules.Campaign) && member.Challenges.HasRoomFor(rules.Id) && rules.ContributionOf(activity) is { By: > 0 } brings)
            {
                turn.Add(rules, member.Challenges, brings, rules.CalendarFor(member.Challenges.Zone).DayOf(activity.At), today);
            }
        }

        return turn;
    }

    /// <summary>Points of rewards, one share each.</summary>
    public static IEnumerable<EarnedShare> SharesOf(IEnumerable<DueReward> due) =>
        due.Where(reward => reward.Points > 0).Select(reward => new EarnedShare(reward, null, reward.Points));

    /// <summary>Where the challenges stand after it; null where none moved.</summary>
    /// <param name="given">What the budgets gave of all shares.</param>
    public IReadOnlyList<ChallengeProgress>? Progress(IReadOnlyList<EarnedShare> given) =>
        _moves.Count == 0 ? null : [.. _moves.Select(move => ProgressOf(move.Rules, move.After, move.From, move.Due, given))];

    /// <summary>Where a challenge stands in the period of a day, with what was given of it.</summary>
    public static ChallengeProgress ProgressOf(
        ChallengeRules rules, ChallengeEntry after, DateOnly? from, IReadOnlyList<DueReward> due, IReadOnlyList<EarnedShare> given)
    {
        (long have, long need) = ChallengeStanding.Of(rules, after, from);
        bool completed = due.Count > 0 && rules.Goal is not StreakGoal;
        return new(rules.Id, completed && rules.Goal is not LadderGoal ? Math.Max(have, need) : have, need)
        {
            Rewards = due.Count == 0 ? null : [.. due.Select(reward => reward.ToGiven(PointsOf(reward, given)))],
        };
    }

    private static long PointsOf(DueReward reward, IReadOnlyList<EarnedShare> given) =>
        (long)given.Where(share => ReferenceEquals(share.Rule, reward)).Aggregate(BigInteger.Zero, static (sum, share) => sum + share.Points);

    private void Add(ChallengeRules rules, ChallengeBook book, Contribution brings, DateOnly day, DateOnly today)
    {
        ChallengeEntry entry = book.Of(rules.Id, rules.Shape);
        if (ChallengeFolding.Of(rules, entry, today) is { } folded)
        {
            _events.Add(folded);
            entry = entry.Folded(folded);
        }

        ChallengeMoved moved = MovedBy(rules, rules.FromOf(day), brings);
        ChallengeEntry after = entry.With(moved);
        DueReward[] due = [.. ChallengeSteps.Due(rules, after, moved.From)];
        _events.Add(moved);
        _events.AddRange(due.Select(reward => reward.Given));
        _moves.Add(new(rules, after, moved.From, due));
    }

    private static ChallengeMoved MovedBy(ChallengeRules rules, DateOnly? from, Contribution brings) =>
        new(rules.Id, rules.Shape, from, brings.By, rules.Goal is SetGoal ? PlacesOf(brings.Mask) : null);

    /// <summary>The places of a mask's bits.</summary>
    internal static IReadOnlyList<int> PlacesOf(int mask) => [.. Enumerable.Range(0, ProgrammeLimits.SetMembers).Where(place => (mask & (1 << place)) != 0)];

    /// <param name="From">First day of the period that moved.</param>
    private sealed record Move(ChallengeRules Rules, ChallengeEntry After, DateOnly? From, IReadOnlyList<DueReward> Due);
}
