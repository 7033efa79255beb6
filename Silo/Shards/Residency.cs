using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Silo.Shards;

/// <summary>Which members stay in memory: beyond the bound, idle ones whose whole state is in the store leave.</summary>
internal static class Residency
{
    /// <summary>Members that leave at a time.</summary>
    private const int Burst = 512;

    public static void Trim(ShardState state, int limit, Sequence durableFloor, WaitingWork waiting)
    {
        int surplus = Math.Min(state.MemberCount - limit, Burst);
        if (surplus <= 0)
        {
            return;
        }

        List<MemberKey> leaving = [];
        foreach (MemberGrain member in state.Members)
        {
            if (leaving.Count == surplus)
            {
                break;
            }

            if (member.IsRecent)
            {
                member.IsRecent = false;
            }
            else if (MayLeave(member, durableFloor) && !waiting.ForMember.Contains(member.Key))
            {
                leaving.Add(member.Key);
            }
        }

        leaving.ForEach(state.Unseat);
    }

    /// <summary>The store holds the member's state, and its index holds every key that memory knows.</summary>
    private static bool MayLeave(MemberGrain member, Sequence durableFloor) =>
        !member.IsDirty && member.SavedAsOf == member.AsOf && member.Keys.Newest <= durableFloor && !member.IsWaiting;
}
