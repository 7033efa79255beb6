namespace Jifen.Silo.Api;

/// <summary>Paths that a form may lead on to.</summary>
internal static class LocalPath
{
    private const string Start = "/live";

    /// <summary>The path where it is one of this host, else the start page: no form of ours leads to another site.</summary>
    public static string Of(string? path) =>
        path is ['/', .. var rest] && !rest.StartsWith('/') && rest.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.') ? path : Start;
}
