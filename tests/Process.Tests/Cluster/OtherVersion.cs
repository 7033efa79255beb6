using System.Diagnostics;
using Jifen.Tests;

namespace Jifen.Process.Tests.Cluster;

/// <summary>The host of silos as another commit has it, built in a worktree that is gone at the end.</summary>
public sealed class OtherVersion : IAsyncDisposable
{
    private static readonly TimeSpan LongestBuild = TimeSpan.FromMinutes(20);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"jifen-version-{Guid.NewGuid():N}");

    private OtherVersion()
    {
    }

    /// <summary>The host, to be started as that of the tests is.</summary>
    public string Host => Path.Combine(_folder, "tests", "Silo.Host", "bin", "Release", "net10.0", "Jifen.Silo.Host.dll");

    /// <summary>Whether it knows the same versions of the tables.</summary>
    public bool HasTablesOfThis => Migrations(_folder).SequenceEqual(Migrations(Repository.PathOf(".")), StringComparer.Ordinal);

    /// <param name="commit">Anything that names a commit.</param>
    /// <exception cref="InvalidOperationException">It cannot be checked out or built.</exception>
    public static async Task<OtherVersion> BuildAsync(string commit)
    {
        OtherVersion version = new();
        try
        {
            await RunAsync(Repository.PathOf("."), "git", "worktree", "add", "--detach", version._folder, commit);
            await RunAsync(version._folder, "dotnet", "build", "tests/Silo.Host", "-c", "Release", "-v", "quiet", "-nologo");
            return version;
        }
        catch
        {
            await version.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await RunAsync(Repository.PathOf("."), "git", "worktree", "remove", "--force", _folder);

    private static IEnumerable<string> Migrations(string folder) =>
        Directory.EnumerateFiles(Path.Combine(folder, "Silo", "Journal", "Postgres", "Migrations"), "*.sql").Select(Path.GetFileName).Order(StringComparer.Ordinal)!;

    private static async Task RunAsync(string folder, string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(LongestBuild);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await output}{await error}");
        }
    }
}
