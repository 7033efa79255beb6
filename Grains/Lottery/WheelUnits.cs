using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>Where the units of a wheel's prizes lie on a shard, and how they are named there.</summary>
/// <param name="Day">Programme day of the unit where the stock is daily, else null.</param>
/// <param name="Now">Units that end at or before it are none.</param>
internal readonly record struct PrizeUnits(IUnitHolder Holder, string Segment, DateOnly? Day, Stamp Now)
{
    /// <summary>Null while no unit has ever been asked for.</summary>
    public UnitAccount? Account => Holder.FindAccount(Segment, Day);

    /// <summary>Units that a new play may take at once.</summary>
    public long Spare => Account?.SpareAt(Now) ?? 0;

    /// <summary>A new play gets none here, and asking the treasury is of no use.</summary>
    public bool AreExhausted => Account?.IsExhaustedAt(Now) is true;

    /// <summary>Number of the unit that is used next, where units have numbers.</summary>
    public long? Next => Account?.Serials?.Next(Now);
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
    public static PrizeUnits UnitsOf(this ShardState state, Wheel wheel, WheelSegment segment, DateOnly day, Stamp now) => segment.Prize is CouponPrize coupon
        ? new(state.Coupons(coupon.Pool), CouponName.Segment, null, now)
        : new(state.Lottery(wheel.Id), segment.Id, segment.UnitDay(day), now);

    /// <summary>Segments of the wheel whose prize is out for a new play of that day, in segment order.</summary>
    public static IReadOnlyList<string> ExhaustedOf(this ShardState state, Wheel wheel, DateOnly day, Stamp now) =>
        state.OutOf(wheel, day, now, static (_, units) => units.AreExhausted) ?? [];

    /// <summary>
    /// As <see cref="ExhaustedOf"/>, with the prizes that the programme gives no units: their treasury is asked by the first play that wants
    /// one, and says none.
    /// </summary>
    public static IReadOnlyList<string> GoneOf(this ShardState state, Wheel wheel, DateOnly day, Stamp now) =>
        state.OutOf(wheel, day, now, static (segment, units) =>
            units.AreExhausted || (segment.Stock is { } stock && (stock.Total == 0 || stock.PerDay == 0) && units.Spare == 0)) ?? [];

    private static List<string>? OutOf(this ShardState state, Wheel wheel, DateOnly day, Stamp now, Func<WheelSegment, PrizeUnits, bool> isOut)
    {
        List<string>? exhausted = null;
        foreach (WheelSegment segment in wheel.Segments)
        {
            if (segment.IsStocked && isOut(segment, state.UnitsOf(wheel, segment, day, now)))
            {
                (exhausted ??= []).Add(segment.Id);
            }
        }

        return exhausted;
    }
}
