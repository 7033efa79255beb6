using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>
/// Who is owed something by the badges of a programme. A value that any thread may ask, of members as the store has them: what is given
/// is decided again on the shard.
/// </summary>
/// <param name="Gone">Limited editions of which the shard knows that none is left.</param>
/// <param name="Now">When it is asked; challenges of campaigns that are not open then rest.</param>
public sealed record OwedBadges(Programme Programme, IReadOnlySet<string> Gone, Stamp Now)
{
    /// <summary>As the shard stands now.</summary>
    public static OwedBadges Of(ShardState state, Programme programme, Stamp now) => new(
        programme, state.Editions.Where(edition => edition.Account.IsExhausted).Select(edition => edition.Badge).ToHashSet(StringComparer.Ordinal), now);

    /// <summary>A badge, a complete set, or a step of a challenge of badges. A test member gets them with its next activity or play.</summary>
    public bool AnyTo(MemberGrain member)
    {
        if (!member.Enrolled || member.IsTest)
        {
            return false;
        }

        Awards awards = member.Awards;
        return Programme.Badges.Any(badge => Deserves(member, badge) && !IsMissed(awards, badge))
            || Programme.BadgeSets.Any(set => !awards.HasSet(set.Id) && set.Badges.All(awards.HasBadge))
            || Programme.Challenges.Any(rules => rules.FollowsBadges && rules.Campaign.IsOpen(Now) && Challenge.ChallengesFollowBadges.Moves(rules, member));
    }

    /// <summary>Whether the member has met the criteria of a badge that it neither has nor waits for.</summary>
    internal static bool Deserves(MemberGrain member, BadgeDocument badge) =>
        !member.Awards.HasBadge(badge.Id) && member.Awards.EditionOf(badge.Id).Standing switch
        {
            EditionStanding.Awaited => false,
            EditionStanding.Missed => true,
            _ => badge.Criteria.Counter != BadgeCounter.Given && BadgeProgress.Of(member, badge.Criteria) >= badge.Criteria.AtLeast,
        };

    private bool IsMissed(Awards awards, BadgeDocument badge) =>
        awards.EditionOf(badge.Id).Standing == EditionStanding.Missed && Gone.Contains(badge.Id);
}
