using System.Numerics;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;

namespace Jifen.Grains.Member.Earnings;

/// <summary>The lot that the shares of one record go into.</summary>
internal readonly record struct EarnedLot(long Number, Points Points, Stamp? Expires)
{
    public LotPart Part => new(Number, Points, Expires);

    public static EarnedLot Of(Purse purse, Programme programme, Stamp now, IReadOnlyList<EarnedShare> shares)
    {
        Stamp? expires = programme.Calendar.ExpiryOf(now, programme.Expiry);
        BigInteger points = shares.Aggregate(BigInteger.Zero, static (sum, share) => sum + share.Points);
        return new(purse.LotFor(expires), new((long)points), expires);
    }

    /// <summary>Points of the member once the lot has come in and paid what is owed.</summary>
    /// <param name="purse">Before the record.</param>
    /// <param name="now">The record's stamp.</param>
    public Points AvailableAfter(Purse purse, Stamp now) => purse.Available(now) + Points - purse.RepaidFrom(Points);

    /// <summary>Rewards are caused by their challenge, so that a refund of the activity leaves them alone.</summary>
    /// <param name="shares">None of them 0.</param>
    /// <param name="cause">Cause of what rules give.</param>
    /// <param name="day">Programme day that all of it counts for.</param>
    public IEnumerable<PointsEarned> Earned(IReadOnlyList<EarnedShare> shares, string cause, DateOnly day)
    {
        foreach (EarnedShare share in shares)
        {
            string of = share.Rule is DueReward reward ? reward.Rules.Cause : cause;
            yield return new(of, share.Rule.Id, share.Line, new((long)share.Points), Number, Expires, day) { Budget = share.Budget };
        }
    }
}
