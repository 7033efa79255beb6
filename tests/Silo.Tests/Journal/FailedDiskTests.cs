using System.Diagnostics;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Lets the system calls of a process of its own fail, by strace. Without strace, or the right to use it, these fail.</summary>
public sealed class FailedDiskTests : IDisposable
{
    private const int FailStop = 70;

    private readonly SqliteTestedStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("jifen.db-wal", 1)]
    [InlineData("jifen.db-wal", 2)]
    [InlineData("jifen.db-wal", 9)]
    [InlineData("witness", 1)]
    [InlineData("witness", 6)]
    public async Task A_failed_sync_ends_the_process_and_loses_nothing_acknowledged(string file, int nth)
    {
        (int exit, string[] lines) = await Append(file, $"fsync,fdatasync:error=EIO:when={nth}", count: 40, bytes: 900, input: "");
        Assert.Equal(FailStop, exit);
        AssertDenseAndPresent(lines);
    }

    /// <summary>The database is synced when all of its log has been copied, which is soon or late as threads go: records are appended until then.</summary>
    [Fact]
    public async Task A_failed_sync_while_the_log_is_copied_ends_the_process_and_loses_nothing_acknowledged()
    {
        (int exit, string[] lines) = await Append("jifen.db", "fsync,fdatasync:error=EIO:when=1", count: 40_000, bytes: 9_000, input: "");
        Assert.Equal(FailStop, exit);
        AssertDenseAndPresent(lines);
    }

    [Fact]
    public async Task A_failed_write_ends_the_process_and_loses_nothing_acknowledged()
    {
        (int exit, string[] lines) = await Append("jifen.db-wal", "pwrite64:error=EIO:when=20", count: 40, bytes: 900, input: "");
        Assert.Equal(FailStop, exit);
        AssertDenseAndPresent(lines);
    }

    [Fact]
    public async Task A_full_disk_acknowledges_nothing_and_the_same_process_goes_on_when_there_is_space()
    {
        (int exit, string[] lines) = await Append("jifen.db-wal", "pwrite64:error=ENOSPC:when=20", count: 40, bytes: 900, input: "\n");
        Assert.Equal(0, exit);
        Assert.Single(lines, "full");
        string[] sequences = [.. lines.Where(line => line != "full")];
        Assert.Equal(40, sequences.Length);
        AssertDenseAndPresent(sequences);
    }

    [Fact]
    public async Task Without_a_fault_everything_is_acknowledged()
    {
        (int exit, string[] lines) = await Append("jifen.db-wal", "fsync,fdatasync:error=EIO:when=60000", count: 40, bytes: 900, input: "");
        Assert.Equal(0, exit);
        Assert.Equal(40, lines.Length);
        AssertDenseAndPresent(lines);
    }

    private void AssertDenseAndPresent(string[] lines)
    {
        Assert.Equal(Enumerable.Range(1, lines.Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), lines);
        using SqliteJournal journal = _store.OpenSqlite();
        journal.TakeOver([new(0)], "after");
        Assert.InRange(journal.ReadRecords(new(0), new(1), int.MaxValue).Count, lines.Length, lines.Length + 1);
    }

    private async Task<(int Exit, string[] Lines)> Append(string file, string injection, int count, int bytes, string input)
    {
        string calls = injection[..injection.IndexOf(':', StringComparison.Ordinal)];
        using TempFolder trace = new();
        ProcessStartInfo start = new("strace")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            ArgumentList =
            {
                "-f", "-qq", "-o", trace["trace"], "-P", Path.Combine(_store.Folder, file), "-e", $"trace={calls}", "-e", $"inject={injection}",
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", Path.Combine(AppContext.BaseDirectory, "Jifen.Journal.Host.dll"), "append", _store.Folder, $"{count}", $"{bytes}",
            },
        };
        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.DoesNotContain("strace:", await errors, StringComparison.Ordinal);
        return (process.ExitCode, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
