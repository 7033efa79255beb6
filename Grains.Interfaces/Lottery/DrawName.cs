using System.Globalization;

namespace Jifen.Grains.Interfaces;

/// <summary>Periods of prize draws: <c>draw</c> of one that is held once, <c>draw-2026-11-21</c> of the one that closes on that day.</summary>
public static class DrawName
{
    /// <summary>Period of a draw that is held once.</summary>
    public const string Once = "draw";

    private const string Prefix = "draw-";
    private const string Format = "yyyy-MM-dd";

    /// <summary>Period of a daily draw. Periods compare as their days do.</summary>
    /// <param name="closes">Programme day on which it closes.</param>
    public static string Of(DateOnly closes) => Prefix + closes.ToString(Format, CultureInfo.InvariantCulture);

    public static bool IsOne(string period) => period == Once || DayOf(period) is not null;

    /// <summary>The day of a daily draw's period; null for any other text.</summary>
    public static DateOnly? DayOf(string period) =>
        period.StartsWith(Prefix, StringComparison.Ordinal)
        && DateOnly.TryParseExact(period.AsSpan(Prefix.Length), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;
}
