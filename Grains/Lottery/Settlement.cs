using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Wallet;

namespace Jifen.Grains.Lottery;

/// <summary>A play whose segment is chosen and, where that needs one, whose unit is at hand.</summary>
/// <param name="Taken">With its terms.</param>
/// <param name="Unit">The segment, the day that a unit of it carries, and what was exhausted when it was chosen.</param>
/// <param name="Programme">The version in force when the play was taken.</param>
/// <param name="Owned">Unique prizes that the member has won before.</param>
internal sealed record Settlement(ShardState State, PlayTaken Taken, UnitWait Unit, Programme Programme, Wheel Wheel, IReadOnlyList<string> Owned)
{
    /// <summary>A test member plays: the prize comes without a unit, and a coupon without a code of its pool.</summary>
    public bool IsShadow { get; init; }

    public WheelSegment Segment => Wheel.Segment(Unit.Segment);

    private bool TakesUnit => Segment.IsStocked && !IsShadow;

    /// <param name="member">Before the record.</param>
    public IEnumerable<GrainEvent> Events(MemberGrain member, Stamp now)
    {
        PrizeUnits units = State.UnitsOf(Wheel, Segment, Taken.Day, now);
        long? serial = TakesUnit ? units.Next : null;
        if (TakesUnit)
        {
            yield return new UnitUsed(units.Segment, units.Day) { On = units.Holder.Id, Serial = serial };
        }

        yield return new PlaySettled(Taken.Play, Taken.Lottery, Unit.Segment, Segment.IsPrize, Refused: false) { Unique = Segment.IsUnique ? true : null };
        if (Segment.Prize is CouponPrize coupon)
        {
            yield return new CouponWon(Taken.Play, PrizeSource.OfWheel(Taken.Lottery, Unit.Segment), Programme.Version, coupon.Pool) { Serial = serial, Test = OrNull(IsShadow) };
        }

        foreach (GrainEvent order in OrdersFollowWins.Order(Segment.Prize, Taken.Play, 0, PrizeSource.OfWheel(Taken.Lottery, Unit.Segment), Programme.Version))
        {
            yield return order;
        }

        foreach (GrainEvent given in PrizeGift.All(State, member, Segment.Prize, Taken.Play, Programme, Taken.Day, now))
        {
            yield return given;
        }

        foreach (GrainEvent multiplier in MultipliersFollowWins.Give(member, Segment.Prize, PrizeSource.OfWheel(Taken.Lottery, Unit.Segment), Wheel.Campaign.Budget, 1, now))
        {
            yield return multiplier;
        }
    }

    /// <param name="member">Before the record.</param>
    /// <param name="available">Points of the member after paying, before the prize.</param>
    public Played Answer(MemberGrain member, Points available)
    {
        Purse purse = member.Purse;
        WheelResolution chosen = WheelOutcome.Resolve(Wheel.Table, Wheel.IndexOf(Taken.Rolled), Taken.SinceWin, [.. Unit.Exhausted ?? []], Owned);
        Invariant.Holds(chosen.Slot?.Id == Unit.Segment, "a receipt's facts lead to its segment");
        Points prize = PrizeGift.Due(member, Segment.Prize) is PointsPrize points ? points.Points : Points.Zero;
        return new(
            Taken.Play, Taken.Lottery, Taken.Rolled, Unit.Segment, Segment.IsPrize, chosen.Guaranteed, Taken.Cost, available + prize - purse.RepaidFrom(prize), Taken.Period,
            Taken.Terms!.Commitment, Taken.Nonce, Taken.PlayerSeed, Taken.TableVersion, Taken.SinceWin, Unit.Exhausted)
        {
            Ticket = Taken.Ticket,
            Owned = OrNull(Owned),
            Test = OrNull(IsShadow),
            Had = OrNull(PrizeGift.IsHad(member, Segment.Prize)),
        };
    }

    /// <summary>An empty list is left out of records.</summary>
    public static IReadOnlyList<string>? OrNull(IReadOnlyList<string> ids) => ids.Count == 0 ? null : ids;

    private static bool? OrNull(bool flag) => flag ? true : null;
}
