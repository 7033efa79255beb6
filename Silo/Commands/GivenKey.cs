using Jifen.Silo.Hosting;

namespace Jifen.Silo.Commands;

/// <summary>The server key that a command calls with.</summary>
internal static class GivenKey
{
    /// <summary>
    /// What is given, which may be a file that holds the key; else <c>JIFEN_KEY</c>, else <c>JIFEN_BOOTSTRAP_KEY</c>, else the first key of
    /// the data folder.
    /// </summary>
    /// <exception cref="IOException">There is no such file.</exception>
    public static string Of(string? given, CommandReport report) => given is not null
        ? File.Exists(given) ? File.ReadAllText(given).Trim() : given
        : Environment.GetEnvironmentVariable("JIFEN_KEY") ?? Environment.GetEnvironmentVariable("JIFEN_BOOTSTRAP_KEY")
            ?? File.ReadAllText(Path.Combine(report.DataFolder, BootstrapKey.FileName)).Trim();
}
