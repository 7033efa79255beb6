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
        BadgeDocument[] shown = [.. programme.Badges.Where(badge => !badge.Hidden || member.Awards.HasBadge(badge.Id))];
        HashSet<string> ids = [.. shown.Select(badge => badge.Id)];
        return new(
            [.. shown.Select(badge => Of(member, badge))], [.. programme.BadgeSets.Select(set => Of(member.Awards, set, ids))], programme.Badges.Count - shown.Length)
        {
            Catalogue = programme.Version,
        };
    }

    /// <summary>How many members of this shard have each badge.</summary>
    public static BadgeHoldersView Holders(ShardState state) =>
        new(state.Tally.Figures.Members, [.. state.BadgeShelf.Holders.Select(holder => new BadgeHolders(holder.Key, holder.Value))]);

    private static BadgeView Of(MemberGrain member, BadgeDocument badge)
    {
        Stamp? earned = member.Awards.FindBadge(badge.Id)?.At;
        long need = badge.Criteria.AtLeast;
        long have = earned is null ? Math.Min(BadgeProgress.Of(member, badge.Criteria), need) : need;
        return new(badge.Id, badge.Name, badge.Criteria.Counter, have, need, earned, badge.Hidden) { Edition = EditionOf(member, badge) };
    }

    /// <remarks>A test member holds a limited badge without a number.</remarks>
    private static EditionView? EditionOf(MemberGrain member, BadgeDocument badge) => badge.Limit is { } limit && member.Awards.EditionOf(badge.Id) is var held
        ? new(limit, member.IsTest && member.Awards.HasBadge(badge.Id) ? EditionStanding.Held : held.Standing, held.Serial + 1)
        : null;

    private static BadgeSetView Of(Awards awards, BadgeSetDocument set, HashSet<string> shown) => new(
        set.Id, set.Name, [.. set.Badges.Where(shown.Contains)], set.Badges.Count(awards.HasBadge), set.Badges.Count, (set.Grand as PointsPrize)?.Points ?? Points.Zero, awards.FindSet(set.Id)?.At);
}
