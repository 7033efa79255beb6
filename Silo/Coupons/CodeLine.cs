using System.Globalization;
using System.Text;

namespace Jifen.Silo.Coupons;

/// <summary>Reads one line of an upload: a code, or a code, a comma and the last day on which it can be used.</summary>
internal static class CodeLine
{
    /// <summary>Bytes of a line: a code of characters of four bytes, quotes, and a day.</summary>
    public const int LongestLine = 512;

    /// <summary>The last year of which a calendar knows where each day ends.</summary>
    private const int LastYear = 9998;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="line">Without its end.</param>
    /// <param name="today">Codes that expire before are refused.</param>
    /// <param name="last">Last day of codes whose line names none; null for never.</param>
    /// <param name="code">What it says, where nothing is refused.</param>
    /// <returns>Why it is refused, as a word that clients switch on; null where it is not.</returns>
    public static string? Read(ReadOnlySpan<byte> line, DateOnly today, DateOnly? last, out CouponCode code)
    {
        code = default;
        if (line.Length > LongestLine)
        {
            return CodeLineFaults.TooLong;
        }

        try
        {
            return Read(Strict.GetString(line).Trim(), today, last, out code);
        }
        catch (DecoderFallbackException)
        {
            return CodeLineFaults.NotText;
        }
    }

    private static string? Read(string line, DateOnly today, DateOnly? last, out CouponCode code)
    {
        int comma = line.IndexOf(',', StringComparison.Ordinal);
        string text = Unquoted(comma < 0 ? line : line[..comma]);
        string day = comma < 0 ? "" : Unquoted(line[(comma + 1)..]);
        code = new(text, last);
        if (text.Length is 0 or > CouponCode.LongestText)
        {
            return text.Length == 0 ? CodeLineFaults.Blank : CodeLineFaults.TooLong;
        }

        if (text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c == '"'))
        {
            return CodeLineFaults.NotText;
        }

        if (PrizeId.IsShadowCode(text))
        {
            return CodeLineFaults.Reserved;
        }

        if (day.Length == 0)
        {
            return null;
        }

        if (ReadDay(day) is not { } expires)
        {
            return CodeLineFaults.NotADay;
        }

        code = code with { Expires = expires };
        return expires < today ? CodeLineFaults.Expired : null;
    }

    /// <summary>A day as of 2026-12-31, of a year whose days a calendar can count; null where it is none.</summary>
    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) && day.Year <= LastYear ? day : null;

    private static string Unquoted(string field)
    {
        string trimmed = field.Trim();
        return trimmed is ['"', .. var inner, '"'] ? inner.Trim() : trimmed;
    }
}

/// <summary>Why a line of an upload adds nothing. Clients switch on them; they are never renamed.</summary>
internal static class CodeLineFaults
{
    public const string Blank = "blank";
    public const string TooLong = "too_long";
    public const string NotText = "not_text";
    public const string NotADay = "not_a_day";
    public const string Expired = "expired";

    /// <summary>It looks like the shadow code of a test member.</summary>
    public const string Reserved = "reserved";

    /// <summary>The pool has it already, or an earlier line of the file.</summary>
    public const string Repeated = "repeated";
}
