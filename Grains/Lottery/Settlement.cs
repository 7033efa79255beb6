using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>A play whose segment is chosen and, where that needs one, whose unit is at hand.</summary>
/// <param name="Taken">With its terms.</param>
/// <param name="Unit">The segment, the day that a unit of it carries, and what was exhausted when it was chosen.</param>
/// <param name="Programme">The version in force when the play was taken.</param>
internal sealed record Settlement(PlayTaken Taken, UnitWait Unit, Programme Programme, Wheel Wheel)
{
    public WheelSegment Segment => Wheel.Segment(Unit.Segment);

    /// <param name="purse">Before the record.</param>
    public IEnumerable<GrainEvent> Events(Purse purse, Stamp now)
    {
        if (Segment.Stock is not null)
        {
            yield return new UnitUsed(Unit.Segment, Unit.Day) { On = LotterySlice.IdOf(Taken.Lottery) };
        }

        yield return new PlaySettled(Taken.Play, Taken.Lottery, Unit.Segment, Segment.IsPrize, Refused: false);
        if (Segment.Prize is PointsPrize prize)
        {
            Stamp? expires = Programme.Calendar.ExpiryOf(now, Programme.Expiry);
            string cause = PlayCause.Of(Taken.Play);
            PointsEarned earned = new(cause, PlayCause.PrizeRule, null, prize.Points, purse.LotFor(expires), expires, Taken.Day);
            yield return earned;
            foreach (PointsRepaid repaid in purse.Repayment(cause, [new(earned.Lot, earned.Points, expires)], now))
            {
                yield return repaid;
            }
        }
    }

    /// <param name="purse">Before the record.</param>
    /// <param name="available">Points of the member after paying, before the prize.</param>
    public Played Answer(Purse purse, Points available)
    {
        WheelResolution chosen = WheelOutcome.Resolve(Wheel.Table, Wheel.IndexOf(Taken.Rolled), Taken.SinceWin, [.. Unit.Exhausted ?? []]);
        Invariant.Holds(chosen.Slot?.Id == Unit.Segment, "a receipt's facts lead to its segment");
        Points prize = Segment.Prize is PointsPrize points ? points.Points : Points.Zero;
        return new(
            Taken.Play, Taken.Lottery, Taken.Rolled, Unit.Segment, Segment.IsPrize, chosen.Guaranteed, Taken.Cost, available + prize - purse.RepaidFrom(prize), Taken.Period,
            Taken.Terms!.Commitment, Taken.Nonce, Taken.PlayerSeed, Taken.TableVersion, Taken.SinceWin, Unit.Exhausted);
    }

    /// <summary>An empty list is left out of records.</summary>
    public static IReadOnlyList<string>? OrNull(IReadOnlyList<string> ids) => ids.Count == 0 ? null : ids;
}
