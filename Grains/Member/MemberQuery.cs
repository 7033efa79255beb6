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
            [.. programme.Games.Select(game => LeftOf(game, member.PlaysIn(game.Id), game is Draw draw ? draw.DayOf(now) : day))],
            [
                .. member.OpenPlays.Select(play => new WaitingPlayView(play.Id, play.Lottery)),
                .. member.Cards.Waiting.Select(card => new WaitingPlayView(card.Id, card.Taken.Lottery)),
            ],
            [.. member.Reveals.Where(r => !r.IsSeen).Select(r => new UnseenPlayView(new(state.Shard, r.Play), r.Lottery!, r.Segment!))])
        {
            Tier = member.Tier,
            Groups = member.Groups,
            AdultFrom = member.AdultFrom,
            IsTest = member.IsTest,
            Multipliers = [.. member.Multipliers.Held.Where(held => now < held.Until).OrderBy(held => held.Until).Select(held => held.View)],
        };
    }

    /// <summary>What is left of a lottery on a day.</summary>
    internal static PlaysLeft LeftOf(Game game, MemberPlays plays, DateOnly day)
    {
        long? total = Left(game.Total, plays.Total);
        long? today = Least(Left(game.PerDay, plays.PlayedOn(day)), total);
        long free = Math.Max(0, game.FreePlaysPerDay - plays.FreeOn(day));
        return new(game.Id, Least(free, today)!.Value, today, total) { Tickets = plays.Tickets };
    }

    private static PointsView PointsOf(Purse purse, Stamp now) => new(
        purse.Available(now),
        purse.Owed,
        [.. purse.Lots.Where(lot => !lot.IsExpired(now)).Select(lot => new LotView(lot.Points, lot.Expires))],
        new(purse.Earned, purse.Restored, purse.Spent, purse.Expired, purse.Reversed, purse.Balance));

    private static long? Left(long? limit, long used) => limit is { } most ? Math.Max(0, most - used) : null;

    private static long? Least(long? left, long? right) => left is null ? right : right is null ? left : Math.Min(left.Value, right.Value);
}
