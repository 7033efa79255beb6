using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Challenge;

/// <summary>The challenges of a member. Looks at the state and changes nothing.</summary>
public static class ChallengeQuery
{
    /// <summary>Days of a timeline at most.</summary>
    public const int TimelineDays = 60;

    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static ChallengesView? View(ShardState state, MemberKey key, Stamp now)
    {
        if (state.FindMember(key) is not { Enrolled: true } member)
        {
            return null;
        }

        Programme programme = state.Self.InForce(now)?.Programme ?? Programme.Empty;
        return new(
            [.. programme.Challenges.Where(rules => rules.Campaign.Starts <= now && now < rules.Campaign.Ends).Select(rules => Of(state, member, programme, rules, now))],
            member.Challenges.Zone);
    }

    /// <summary>One challenge, a streak with its timeline; null where the programme in force has none of that id, or the member is not enrolled.</summary>
    public static ChallengeView? View(ShardState state, MemberKey key, string challenge, Stamp now)
    {
        if (state.FindMember(key) is not { Enrolled: true } member
            || state.Self.InForce(now)?.Programme is not { } programme || programme.FindChallenge(challenge) is not { } rules)
        {
            return null;
        }

        ChallengeView view = Of(state, member, programme, rules, now);
        return view.Streak is { } streak
            ? view with { Streak = streak with { Timeline = Streak.Find(state, member, challenge, now)!.Timeline(TimelineDays) } }
            : view;
    }

    private static ChallengeView Of(ShardState state, MemberGrain member, Programme programme, ChallengeRules rules, Stamp now)
    {
        bool open = rules.Campaign.IsOpen(now) && !state.Self.IsPaused(PauseTarget.Campaign(rules.Campaign.Id));
        return rules.Goal is StreakGoal
            ? OfStreak(Streak.Find(state, member, rules.Id, now)!, open)
            : OfPeriod(programme, rules, member.Challenges.Of(rules.Id, rules.Shape), open, now);
    }

    private static ChallengeView OfStreak(Streak streak, bool open)
    {
        int next = (streak.Step % streak.Goal.Days) + 1;
        long completed = streak.Goal.Rewards.Sum(reward => streak.Entry.Given[ChallengeEntry.GivenSlotOf(null, reward.Day)]);
        ChallengeView view = ViewOf(streak.Rules, open, null, streak.Rules.Campaign.Ends, (streak.Step, streak.Goal.Days), completed, streak.Goal.RewardOf(next));
        return view with
        {
            Sentence = StreakSentence.Of(streak, new(streak.Programme)),
            Streak = new(
                streak.Current, streak.Longest, streak.State, streak.Deadline, streak.Zone, streak.FreezesLeft, streak.Goal.Rewards, streak.Offer, streak.PauseDaysLeft,
                [.. streak.Entry.Pauses.Where(pause => pause.Through >= streak.Today).Select(pause => new PauseView(pause.From, pause.Through))], null),
        };
    }

    private static ChallengeView OfPeriod(Programme programme, ChallengeRules rules, ChallengeEntry entry, bool open, Stamp now)
    {
        DateOnly? from = rules.FromOf(programme.Calendar.DayOf(now));
        (long have, long need) = ChallengeStanding.Of(rules, entry, from);
        DateOnly? period = rules.Walks ? null : from;
        long completed = entry.Given[ChallengeEntry.GivenSlotOf(period, null)];
        ChallengeReward reward = ChallengeSteps.RewardOf(rules.Goal);
        bool isOver = rules.Goal is LadderGoal ladder ? completed >= ladder.Most : !rules.Walks && completed > 0;
        ChallengeView view = ViewOf(rules, open, period, EndOf(programme, rules, period), (have, need), completed, isOver ? null : reward);
        view = view with { Set = rules.Goal is SetGoal set ? SetOf(rules, set, entry, from, new(programme)) : null };
        return view with { Sentence = ChallengeSentence.Of(rules, view, new(programme)) };
    }

    private static ChallengeView ViewOf(
        ChallengeRules rules, bool open, DateOnly? from, Stamp ends, (long Have, long Need) standing, long completed, ChallengeReward? next) =>
        new(rules.Id, rules.Campaign.Id, rules.KindName, rules.Name, rules.Period, open, from, ends, standing.Have, standing.Need, completed, next, rules.Name);

    private static Stamp EndOf(Programme programme, ChallengeRules rules, DateOnly? from)
    {
        Stamp? ends = from is { } first && rules.UntilOf(first) is { } until ? programme.Calendar.StartOf(until) : null;
        return ends < rules.Campaign.Ends ? ends.Value : rules.Campaign.Ends;
    }

    private static IReadOnlyList<SetMemberView> SetOf(ChallengeRules rules, SetGoal set, ChallengeEntry entry, DateOnly? from, RewardWords words)
    {
        long[] counts = rules.Walks ? new RollingWalk(rules, entry).WindowAt(from!.Value) : ChallengeSteps.CountsOf(set, entry, from);
        return [.. set.Members.Zip(counts, (name, count) => new SetMemberView(name, count > 0) { Label = words.LabelOf(set.Of, name) })];
    }
}
