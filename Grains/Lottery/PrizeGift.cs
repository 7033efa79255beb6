using Jifen.Grains.Badge;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>What a prize brings a member in the record that gives it: points, tickets, a badge.</summary>
internal static class PrizeGift
{
    /// <summary>The prize as it is for this member: who has a badge gets what stands in for it.</summary>
    /// <param name="member">Before the record.</param>
    public static Prize Due(MemberGrain member, Prize prize) => IsHad(member, prize) ? ((BadgePrize)prize).StandIn : prize;

    /// <summary>The prize is a badge that the member has.</summary>
    /// <param name="member">Before the record.</param>
    public static bool IsHad(MemberGrain member, Prize prize) => prize is BadgePrize badge && member.Awards.HasBadge(badge.Badge);

    /// <summary>The events of all that is given at once.</summary>
    /// <param name="member">Before the record.</param>
    /// <param name="play">Names what moved them.</param>
    /// <param name="day">Programme day that points count for.</param>
    /// <param name="now">Stamp of the record.</param>
    public static IEnumerable<GrainEvent> All(ShardState state, MemberGrain member, Prize prize, PlayId play, Programme programme, DateOnly day, Stamp now) =>
        Due(member, prize) switch
        {
            TicketPrize tickets => [new TicketsGiven(tickets.Lottery, tickets.Count, PlayCause.Of(play))],
            BadgePrize badge => BadgeGift.Give(state, member, badge.Badge, programme, play),
            var due => Events(due, play, programme, member.Purse, day, now),
        };

    /// <summary>The events of the points and of what the member owes of them; none where the prize is not points.</summary>
    /// <param name="purse">Before the record.</param>
    /// <param name="day">Programme day that the points count for.</param>
    private static IEnumerable<GrainEvent> Events(Prize prize, PlayId play, Programme programme, Purse purse, DateOnly day, Stamp now) =>
        Events(prize, PlayCause.Of(play), programme, purse, day, now);

    /// <param name="cause">How the points name what moved them.</param>
    /// <param name="purse">Before the record.</param>
    /// <param name="day">Programme day that the points count for.</param>
    public static IEnumerable<GrainEvent> Events(Prize prize, string cause, Programme programme, Purse purse, DateOnly day, Stamp now)
    {
        if (prize is not PointsPrize points)
        {
            yield break;
        }

        Stamp? expires = programme.Calendar.ExpiryOf(now, programme.Expiry);
        PointsEarned earned = new(cause, PlayCause.PrizeRule, null, points.Points, purse.LotFor(expires), expires, day);
        yield return earned;
        foreach (PointsRepaid repaid in purse.Repayment(cause, [new(earned.Lot, earned.Points, expires)], now))
        {
            yield return repaid;
        }
    }
}
