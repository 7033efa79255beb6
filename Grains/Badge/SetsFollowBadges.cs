using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>
/// The badge that completes a set brings the grand prize, once for ever; and every badge is counted among its holders. A set that is
/// published when a member has all of it already comes with the member's next activity or play.
/// </summary>
internal sealed class SetsFollowBadges : IFollowUp
{
    /// <summary>Rule of the points that a grand prize gives.</summary>
    public const string Rule = "badge-set";

    /// <summary>How the points of a grand prize name the set.</summary>
    public static string CauseOf(string set) => $"{Rule}:{set}";

    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not (BadgeEarned or ActivityCounted or PlaySettled { Refused: false })
            || state.Self.InForce(at.Stamp)?.Programme is not { } programme)
        {
            return [];
        }

        List<GrainEvent>? events = happened is BadgeEarned earned ? [new BadgeHolderCounted(earned.Badge) { On = BadgeShelf.GrainId }] : null;
        Awards awards = state.FindMember(at.Member!.Value)!.Awards;
        for (int i = 0; i < programme.BadgeSets.Count; i++)
        {
            BadgeSetDocument set = programme.BadgeSets[i];
            if (!awards.HasSet(set.Id) && set.Badges.All(awards.HasBadge))
            {
                (events ??= []).AddRange([new BadgeSetCompleted(set.Id), Grand(state, set, programme, at)]);
            }
        }

        return events ?? [];
    }

    private static PointsEarned Grand(ShardState state, BadgeSetDocument set, Programme programme, in RecordStamp at)
    {
        Purse purse = state.FindMember(at.Member!.Value)!.Purse;
        Stamp? expires = programme.Calendar.ExpiryOf(at.Stamp, programme.Expiry);
        return new(CauseOf(set.Id), Rule, null, set.Grand.Points, purse.LotFor(expires), expires, programme.Calendar.DayOf(at.Stamp));
    }
}
