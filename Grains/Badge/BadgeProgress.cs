using Jifen.Grains.Member;

namespace Jifen.Grains.Badge;

/// <summary>How far a member is on the way to a badge.</summary>
internal static class BadgeProgress
{
    public static long Of(MemberGrain member, BadgeCriteria criteria) => criteria.Counter switch
    {
        BadgeCounter.Purchases => member.Awards.ActivitiesOf(criteria.Kinds),
        BadgeCounter.Plays => member.Awards.Plays,
        BadgeCounter.Wins => member.Awards.Wins,
        BadgeCounter.PointsEarned => member.Purse.Earned.Value - member.Purse.Reversed.Value,
        BadgeCounter.Given => 0,
        _ => throw new ArgumentOutOfRangeException(nameof(criteria), criteria.Counter, "There is no such counter."),
    };
}
