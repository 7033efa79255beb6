using System.Globalization;

namespace Jifen.Dashboard.Shell;

/// <summary>A text in both languages; as text it is in that of the visitor.</summary>
public readonly record struct Phrase(string English, string Chinese)
{
    public static bool IsChinese => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh";

    /// <summary>The phrase with its places <c>{0}</c>, <c>{1}</c> … filled.</summary>
    public string With(params object?[] values) => string.Format(CultureInfo.CurrentCulture, ToString(), values);

    public override string ToString() => IsChinese ? Chinese : English;

    public static implicit operator string(Phrase phrase) => phrase.ToString();
}
