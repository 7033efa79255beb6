using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member.Limits;

/// <summary>What a member may read of its own limits. Looks at the state and changes nothing.</summary>
public static class SelfLimitQuery
{
    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static SelfLimitsView? View(ShardState state, MemberKey key, Stamp now) => state.FindMember(key) is { Enrolled: true } member
        ? (member.Limits ?? new()).View((state.Self.InForce(now)?.Programme ?? Programme.Empty).Calendar.DayOf(now), now)
        : null;
}
