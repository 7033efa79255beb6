using System.Globalization;
using System.Text;

namespace Jifen.Silo.Coupons;

/// <summary>Reads one line of an upload: a code, or a code, a comma and the last day on which it can be used.</summary>
internal static class CodeLine
{
    /// <summary>Bytes of a line: a code of characters of four bytes, quotes, and a day.</summary>
    public const int LongestLine = 512;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="line">Without its end.</param>
    /// <param name="today">Codes that expire before are refused.</param>
    /// <param name="code">What it says, where nothing is refused.</param>
    /// <returns>Why it is refused, as a word that clients switch on; null where it is not.</returns>
    public static string? Read(ReadOnlySpan<byte> line, DateOnly today, out CouponCode code)
    {
        code = default;
        if (line.Length > LongestLine)
        {
            return CodeLineFaults.TooLong;
        }

        try
        {
            return Read(Strict.GetString(line).Trim(), today, out code);
        }
        catch (DecoderFallbackException)
        {
            return CodeLineFaults.NotText;
        }
    }

    private static string? Read(string line, DateOnly today, out CouponCode code)
    {
        int comma = line.IndexOf(',', StringComparison.Ordinal);
        string text = Unquoted(comma < 0 ? line : line[..comma]);
        string day = comma < 0 ? "" : Unquoted(line[(comma + 1)..]);
        code = new(text, null);
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

        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly expires))
        {
            return CodeLineFaults.NotADay;
        }

        code = code with { Expires = expires };
        return expires < today ? CodeLineFaults.Expired : null;
    }

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
