using Jifen.Grains.Catalogue;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>What a prize puts into a member's purse.</summary>
internal static class PrizeGift
{
    /// <summary>The events of the points and of what the member owes of them; none where the prize is not points.</summary>
    /// <param name="purse">Before the record.</param>
    /// <param name="day">Programme day that the points count for.</param>
    public static IEnumerable<GrainEvent> Events(Prize prize, PlayId play, Programme programme, Purse purse, DateOnly day, Stamp now) =>
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
