namespace Jifen.Dashboard.Shell;

/// <summary>What a visitor may choose, and the names under which the choice travels.</summary>
public static class Preferences
{
    public const string Path = "/preferences";

    public const string Language = "language";

    public const string Theme = "theme";

    public const string LanguageCookie = "jifen-language";

    public const string ThemeCookie = "jifen-theme";

    public const string Dark = "dark";

    public const string Light = "light";

    /// <summary>The first one serves whose language is neither.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "zh"];

    public static IReadOnlyList<string> Themes { get; } = [Light, Dark];
}
