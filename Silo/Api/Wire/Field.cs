using System.Globalization;

namespace Jifen.Silo.Api;

/// <summary>Checks single values of a request; what is not acceptable is a problem that names its place.</summary>
internal static class Field
{
    /// <summary>An id of the brand: 1 to 64 of <c>A-Z a-z 0-9 _ -</c>.</summary>
    public static string Id(string? value, string field) =>
        IsId(value) ? value! : throw Invalid(field, "it is not 1 to 64 of the characters A-Z, a-z, 0-9, _ and -");

    public static bool IsId(string? value) => value is { Length: > 0 and <= ApiLimits.IdLength } && !value.AsSpan().ContainsAnyExcept(IdCharacters);

    /// <summary>A text without control characters that is not too long.</summary>
    public static string Text(string? value, string field, int longest = ApiLimits.TextLength)
    {
        if (value is null || value.Length == 0 || value.Length > longest)
        {
            throw Invalid(field, $"it is not 1 to {longest} characters long");
        }

        return IsPlain(value) ? value : throw Invalid(field, "it holds control characters or broken surrogates");
    }

    public static string? OptionalText(string? value, string field, int longest = ApiLimits.TextLength) => value is null ? null : Text(value, field, longest);

    public static long Amount(long? value, string field) =>
        value is null or (>= 0 and <= ApiLimits.LargestNumber) ? value ?? 0 : throw Invalid(field, $"it is not 0 to {ApiLimits.LargestNumber}");

    /// <summary>An instant by RFC 3339, with its offset.</summary>
    public static Stamp Instant(string? value, string field)
    {
        const string WithOffset = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
        const string Utc = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
        return DateTimeOffset.TryParseExact(
            value, [WithOffset, Utc], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant)
            ? Stamp.From(instant)
            : throw Invalid(field, "it is not an instant such as 2026-11-21T09:30:00+08:00");
    }

    /// <summary>A day such as 2026-11-21.</summary>
    public static DateOnly Day(string? value, string field) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year is >= 2000 and < 9000
            ? day
            : throw Invalid(field, "it is not a day such as 2026-11-21");

    public static ProblemException Invalid(string field, string why) => new(RejectionCodes.Invalid, $"{field}: {why}.", field);

    private static readonly System.Buffers.SearchValues<char> IdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static bool IsPlain(string value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            bool pair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (char.IsControl(c) || (char.IsSurrogate(c) && !pair))
            {
                return false;
            }

            i += pair ? 1 : 0;
        }

        return true;
    }
}
