using System.Globalization;

namespace Jifen.Grains.Lottery;

/// <summary>
/// A period of a wheel is a programme day; its id is the day as <c>2026-11-21</c>. A deck has one period, <see cref="DeckName.Period"/>, from its
/// first card to its last; those of prize draws are in <see cref="DrawName"/>.
/// </summary>
public static class Period
{
    private const string Format = "yyyy-MM-dd";

    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>Whether there is such a period.</summary>
    public static bool IsOne(string period) => period == DeckName.Period || DrawName.IsOne(period) || DayOf(period) is not null;

    /// <summary>The day of a period, or null where the id is not one.</summary>
    public static DateOnly? DayOf(string period) =>
        DateOnly.TryParseExact(period, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
