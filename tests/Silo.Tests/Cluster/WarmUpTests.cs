using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>What a silo of a cluster does before it takes shards touches nothing but a folder that it deletes.</summary>
public sealed class WarmUpTests
{
    [Fact]
    public async Task It_leaves_nothing_also_of_one_that_was_killed_meanwhile()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        using TempFolder folder = new();
        Directory.CreateDirectory(Path.Combine(folder.Path, "warm-up"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "warm-up", "jifen.db"), "what a killed one left");

        using KeptLog log = new();
        await WarmUp.RunAsync(folder.Path, silo.Host.Engine.Journal, log, CancellationToken.None);

        Assert.StartsWith("Warmed up in", Assert.Single(log.Lines), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_fault_is_told_and_keeps_no_silo_from_starting()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        using TempFolder folder = new();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "warm-up"), "a file where its folder is to be");

        using KeptLog log = new();
        await WarmUp.RunAsync(folder.Path, silo.Host.Engine.Journal, log, CancellationToken.None);

        Assert.StartsWith("The silo could not warm up", Assert.Single(log.Lines), StringComparison.Ordinal);
    }
}
