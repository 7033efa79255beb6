namespace Jifen.Silo.Commands;

/// <summary>Language of what a command prints.</summary>
public enum ReportLanguage
{
    English,

    Chinese,
}

/// <summary>Chooses the language of a command's report.</summary>
public static class ReportLanguages
{
    /// <summary>By the option where it is given, else by the environment: <c>LC_ALL</c> before <c>LC_MESSAGES</c> before <c>LANG</c>.</summary>
    /// <param name="option">Such as <c>zh</c> or <c>en</c>; null where absent.</param>
    /// <param name="environment">Reads a variable.</param>
    public static ReportLanguage Choose(string? option, Func<string, string?> environment)
    {
        string? name = new[] { option, environment("LC_ALL"), environment("LC_MESSAGES"), environment("LANG") }
            .FirstOrDefault(candidate => !string.IsNullOrEmpty(candidate));
        return name?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) is true ? ReportLanguage.Chinese : ReportLanguage.English;
    }
}
