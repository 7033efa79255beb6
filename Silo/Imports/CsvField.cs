using System.Globalization;
using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>Values of a row, in the forms that files have them.</summary>
internal static class CsvField
{
    private static readonly string[] Local =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss", "yyyy/MM/dd HH:mm"];

    /// <summary>A whole number, perhaps with a point and noughts behind it.</summary>
    public static long? Whole(string? text, string field) => text is null ? null : Scaled(text, field, 1, "it is no whole number");

    /// <summary>Minor units of a price such as <c>12.34</c>.</summary>
    public static long? Price(string? text, string field) => text is null ? null : Scaled(text, field, 100, "it is no price with at most two decimals");

    /// <summary>An instant; one without an offset has the offset of the file, and a day begins at midnight.</summary>
    /// <returns>By RFC 3339; what is no instant as it is, for the reader of the field to refuse.</returns>
    public static string? Instant(string? text, string offset) =>
        DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local)
            ? local.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + offset
            : text;

    private static long Scaled(string text, string field, decimal units, string why) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal value)
        && Math.Abs(value) <= ApiLimits.LargestNumber && decimal.IsInteger(value * units) && Math.Abs(value * units) <= ApiLimits.LargestNumber
            ? (long)(value * units)
            : throw Field.Invalid(field, why);
}
