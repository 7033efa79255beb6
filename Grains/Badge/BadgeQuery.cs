using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>The badges of a member, with the way to those that it has not. Looks at the state and changes nothing.</summary>
public static class BadgeQuery
{
    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static BadgesView? View(ShardState state, MemberKey key, Stamp now)
    {
        if (state.FindMember(key) is not { Enrolled: true } member)
        {
            return null;
        }

        Programme programme = state.Self.InForce(now)?.Programme ?? Programme.Empty;
        return new([.. programme.Badges.Select(badge => Of(member, badge))], [.. programme.BadgeSets.Select(set => Of(member.Awards, set))]);
    }

    private static BadgeView Of(MemberGrain member, BadgeDocument badge)
    {
        Stamp? earned = member.Awards.FindBadge(badge.Id)?.At;
        long need = badge.Criteria.AtLeast;
        long have = earned is null ? Math.Min(BadgeProgress.Of(member, badge.Criteria), need) : need;
        return new(badge.Id, badge.Name, badge.Criteria.Counter, have, need, earned);
    }

    private static BadgeSetView Of(Awards awards, BadgeSetDocument set) =>
        new(set.Id, set.Name, set.Badges, set.Badges.Count(awards.HasBadge), set.Grand.Points, awards.FindSet(set.Id)?.At);
}
