using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>A member gets each badge in the record that brings its counter there, once for ever; and is counted among its holders.</summary>
internal sealed class BadgesFollowCounters : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not (ActivityCounted or PointsEarned or PlaySettled { Refused: false } or CardScratched)
            || state.Self.InForce(at.Stamp)?.Programme is not { Badges.Count: > 0 } programme)
        {
            return [];
        }

        MemberGrain member = state.FindMember(at.Member!.Value)!;
        List<GrainEvent>? earned = null;
        for (int i = 0; i < programme.Badges.Count; i++)
        {
            BadgeDocument badge = programme.Badges[i];
            if (Moves(happened, badge.Criteria.Counter) && !member.Awards.HasBadge(badge.Id)
                && BadgeProgress.Of(member, badge.Criteria) >= badge.Criteria.AtLeast)
            {
                (earned ??= []).AddRange(BadgeGift.Give(state, member, badge.Id, programme, new(at.Shard, at.Sequence)));
            }
        }

        return earned ?? [];
    }

    private static bool Moves(GrainEvent happened, BadgeCounter counter) => counter switch
    {
        BadgeCounter.Purchases => happened is ActivityCounted,
        BadgeCounter.PointsEarned => happened is PointsEarned,
        BadgeCounter.Given => false,
        _ => happened is PlaySettled or CardScratched,
    };
}
