using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>Where the units of a wheel's prizes lie on a shard, and how they are named there.</summary>
/// <param name="Day">Programme day of the unit where the stock is daily, else null.</param>
internal readonly record struct PrizeUnits(IUnitHolder Holder, string Segment, DateOnly? Day)
{
    /// <summary>Null while no unit has ever been asked for.</summary>
    public UnitAccount? Account => Holder.FindAccount(Segment, Day);

    /// <summary>Units that a new play may take at once.</summary>
    public long Spare => Account?.Spare ?? 0;
}

internal static class WheelUnits
{
    /// <summary>Day that a unit for a play of that day carries: the day where stock is daily, else none.</summary>
    public static DateOnly? UnitDay(this WheelSegment segment, DateOnly day) => segment.Stock?.PerDay is null ? null : day;

    public static WheelSegment Segment(this Wheel wheel, string id) => wheel.Segments[wheel.IndexOf(id)];

    /// <summary>Unique prizes of the wheel that a member has won before, in segment order.</summary>
    public static IReadOnlyList<string> OwnedOf(this Wheel wheel, in MemberPlays plays)
    {
        if (plays.Won is not { } won)
        {
            return [];
        }

        return [.. wheel.Segments.Where(segment => segment.IsUnique && won.Contains(segment.Id)).Select(segment => segment.Id)];
    }

    /// <summary>The units of a stocked segment for a play of that day: its own, or the codes of its pool.</summary>
    public static PrizeUnits UnitsOf(this ShardState state, Wheel wheel, WheelSegment segment, DateOnly day) => segment.Prize is CouponPrize coupon
        ? new(state.Coupons(coupon.Pool), CouponName.Segment, null)
        : new(state.Lottery(wheel.Id), segment.Id, segment.UnitDay(day));

    /// <summary>Segments of the wheel whose prize is out for a new play of that day, in segment order.</summary>
    public static IReadOnlyList<string> ExhaustedOf(this ShardState state, Wheel wheel, DateOnly day) =>
        state.OutOf(wheel, day, static (_, units) => units.Account is { IsExhausted: true }) ?? [];

    /// <summary>
    /// As <see cref="ExhaustedOf"/>, with the prizes that the programme gives no units: their treasury is asked by the first play that wants
    /// one, and says none.
    /// </summary>
    public static IReadOnlyList<string> GoneOf(this ShardState state, Wheel wheel, DateOnly day) =>
        state.OutOf(wheel, day, static (segment, units) =>
            units.Account is { IsExhausted: true } || (segment.Stock is { } stock && (stock.Total == 0 || stock.PerDay == 0) && units.Spare == 0)) ?? [];

    private static List<string>? OutOf(this ShardState state, Wheel wheel, DateOnly day, Func<WheelSegment, PrizeUnits, bool> isOut)
    {
        List<string>? exhausted = null;
        foreach (WheelSegment segment in wheel.Segments)
        {
            if (segment.IsStocked && isOut(segment, state.UnitsOf(wheel, segment, day)))
            {
                (exhausted ??= []).Add(segment.Id);
            }
        }

        return exhausted;
    }
}
