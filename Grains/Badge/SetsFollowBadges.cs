using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>The badge that completes a set brings the grand prize, once for ever; and every badge is counted among its holders.</summary>
internal sealed class SetsFollowBadges : IFollowUp
{
    /// <summary>Rule of the points that a grand prize gives.</summary>
    public const string Rule = "badge-set";

    /// <summary>How the points of a grand prize name the set.</summary>
    public static string CauseOf(string set) => $"{Rule}:{set}";

    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BadgeEarned earned)
        {
            return [];
        }

        Awards awards = state.FindMember(at.Member!.Value)!.Awards;
        List<GrainEvent> events = [new BadgeHolderCounted(earned.Badge) { On = BadgeShelf.GrainId }];
        Programme programme = state.Self.InForce(at.Stamp)!.Programme!;
        foreach (BadgeSetDocument set in programme.BadgeSets)
        {
            if (set.Badges.Contains(earned.Badge) && !awards.HasSet(set.Id) && set.Badges.All(awards.HasBadge))
            {
                events.Add(new BadgeSetCompleted(set.Id));
                events.Add(Grand(state, set, programme, at));
            }
        }

        return events;
    }

    private static PointsEarned Grand(ShardState state, BadgeSetDocument set, Programme programme, in RecordStamp at)
    {
        Purse purse = state.FindMember(at.Member!.Value)!.Purse;
        Stamp? expires = programme.Calendar.ExpiryOf(at.Stamp, programme.Expiry);
        return new(CauseOf(set.Id), Rule, null, set.Grand.Points, purse.LotFor(expires), expires, programme.Calendar.DayOf(at.Stamp));
    }
}
