using System.Globalization;

namespace Jifen.Grains.Lottery;

/// <summary>A period of a lottery is a programme day; its id is the day as <c>2026-11-21</c>.</summary>
public static class Period
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day of a period, or null where the id is not one.</summary>
    public static DateOnly? DayOf(string period) =>
        DateOnly.TryParseExact(period, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
