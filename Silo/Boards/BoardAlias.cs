using System.Globalization;
using System.Text;
using Jifen.Silo.Api;

namespace Jifen.Silo.Boards;

/// <summary>Takes in what members want to be called on boards.</summary>
internal static class BoardAlias
{
    /// <summary>Characters as people count them.</summary>
    public const int Longest = 20;

    private const int LongestText = 80;
    private const string Marks = "_-.·'";

    /// <summary>What nobody may be called, without case, spaces and marks: names of the house, and what boards call others.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "jifen", "admin", "administrator", "moderator", "official", "staff", "support", "system", "anonymous", "you", "me", "winner", "null", "undefined",
        "积分", "管理员", "官方", "客服", "系统", "工作人员", "匿名", "匿名会员", "你", "您", "我",
    };

    /// <summary>The alias in one form: compatible characters made one, spaces made single.</summary>
    /// <exception cref="ProblemException">It is empty, too long, holds other signs than letters, digits and a few marks, or is reserved.</exception>
    public static string Clean(string text, string field)
    {
        string given = Field.Text(text, field, LongestText).Normalize(NormalizationForm.FormKC);
        string alias = string.Join(' ', given.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (alias.Length == 0 || new StringInfo(alias).LengthInTextElements > Longest)
        {
            throw Field.Invalid(field, $"it is not 1 to {Longest} characters long");
        }

        if (!alias.EnumerateRunes().All(IsTaken) || !alias.EnumerateRunes().Any(Rune.IsLetterOrDigit))
        {
            throw Field.Invalid(field, $"it holds other signs than letters, digits, spaces and {Marks}");
        }

        string bare = string.Concat(alias.EnumerateRunes().Where(Rune.IsLetterOrDigit).Select(Rune.ToLowerInvariant));
        return Reserved.Contains(bare) || bare.StartsWith("player", StringComparison.Ordinal) ? throw Field.Invalid(field, "it is reserved") : alias;
    }

    private static bool IsTaken(Rune rune) => Rune.IsLetterOrDigit(rune) || rune.Value == ' ' || Marks.Contains(rune.ToString(), StringComparison.Ordinal)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
