using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Lottery;

/// <summary>How the units of a wheel's prizes are named.</summary>
internal static class WheelUnits
{
    /// <summary>Day that a unit for a play of that day carries: the day where stock is daily, else none.</summary>
    public static DateOnly? UnitDay(this WheelSegment segment, DateOnly day) => segment.Stock?.PerDay is null ? null : day;

    public static WheelSegment Segment(this Wheel wheel, string id) => wheel.Segments[wheel.IndexOf(id)];
}
