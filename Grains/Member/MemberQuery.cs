using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Member;

/// <summary>What a member may read of itself. Looks at the state and changes nothing.</summary>
public static class MemberQuery
{
    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static MemberView? View(ShardState state, MemberKey key, Stamp now)
    {
        if (state.FindMember(key) is not { Enrolled: true } member)
        {
            return null;
        }

        Programme programme = state.Self.InForce(now)?.Programme ?? Programme.Empty;
        DateOnly day = programme.Calendar.DayOf(now);
        return new(
            key,
            PointsOf(member.Purse, now),
            [.. programme.Wheels.Select(wheel => LeftOf(wheel, member.PlaysIn(wheel.Id), day))],
            [.. member.OpenPlays.Select(play => new WaitingPlayView(play.Id, play.Lottery))],
            [.. member.Reveals.Where(r => !r.IsSeen).Select(r => new UnseenPlayView(new(state.Shard, r.Play), r.Lottery!, r.Segment!))])
        {
            Tier = member.Tier,
        };
    }

    /// <summary>What is left of a wheel on a day.</summary>
    internal static PlaysLeft LeftOf(Wheel wheel, MemberPlays plays, DateOnly day)
    {
        long? total = Left(wheel.Total, plays.Total);
        long? today = Least(Left(wheel.PerDay, plays.PlayedOn(day)), total);
        long free = Math.Max(0, wheel.FreePlaysPerDay - plays.FreeOn(day));
        return new(wheel.Id, Least(free, today)!.Value, today, total);
    }

    private static PointsView PointsOf(Purse purse, Stamp now) => new(
        purse.Available(now),
        purse.Owed,
        [.. purse.Lots.Where(lot => !lot.IsExpired(now)).Select(lot => new LotView(lot.Points, lot.Expires))],
        new(purse.Earned, purse.Restored, purse.Spent, purse.Expired, purse.Reversed, purse.Balance));

    private static long? Left(long? limit, long used) => limit is { } most ? Math.Max(0, most - used) : null;

    private static long? Least(long? left, long? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);
}
