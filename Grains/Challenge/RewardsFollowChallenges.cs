using Jifen.Grains.Badge;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Challenge;

/// <summary>
/// What a step gives besides points, in the record that reached it: tickets, and a badge that the member has not. Points come from the
/// decision, which knows what the budget has; those of a set of badges, which no budget gives, follow here.
/// </summary>
internal sealed class RewardsFollowChallenges : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not ChallengeRewarded rewarded)
        {
            return [];
        }

        Programme programme = state.Self.InForce(at.Stamp)!.Programme!;
        ChallengeRules rules = programme.FindChallenge(rewarded.Challenge)!;
        ChallengeReward reward = ChallengeSteps.RewardOf(rules.Goal, rewarded.Step);
        MemberGrain member = state.FindMember(at.Member!.Value)!;
        return
        [
            .. rules.FollowsBadges ? Points(programme, rules, reward, member.Purse, at.Stamp) : [],
            .. reward.Tickets is { } tickets ? [new TicketsGiven(tickets.Lottery, rewarded.Times * tickets.Count, rules.Cause)] : (IEnumerable<GrainEvent>)[],
            .. reward.Badge is { } badge ? BadgeGift.Give(state, member, badge, programme, new(at.Shard, at.Sequence)) : [],
        ];
    }

    private static IEnumerable<GrainEvent> Points(Programme programme, ChallengeRules rules, ChallengeReward reward, Purse purse, Stamp now)
    {
        if (reward.Points is not { } points)
        {
            return [];
        }

        Stamp? expires = programme.Calendar.ExpiryOf(now, programme.Expiry);
        PointsEarned earned = new(rules.Cause, DueReward.Rule, null, points, purse.LotFor(expires), expires, programme.Calendar.DayOf(now));
        return [earned, .. purse.Repayment(rules.Cause, [new(earned.Lot, earned.Points, expires)], now)];
    }
}
