using System.Globalization;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Cluster;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Host;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Histories;

/// <summary>
/// Small histories of the real API over three silos that are killed, stand still and restart, each held against a model: changes and strong reads
/// have an order that explains every answer, and plain reads show some prefix of it. The deep run is <c>JIFEN_HISTORIES=2000 ./test --filter
/// HistoryTests</c>; <c>JIFEN_DEEP=1</c> asks for it too. <c>JIFEN_SEED</c> repeats a plan.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class HistoryTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Silos = 3;
    private const int SideBySide = 13;

    private readonly HostPool _pool = new(1);
    private readonly ulong _seed = Number("JIFEN_SEED", (ulong)TimeProvider.System.GetTimestamp());

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _pool.DisposeAsync().AsTask();

    [Fact]
    public async Task Changes_and_strong_reads_have_one_order_and_plain_reads_show_a_prefix_of_it()
    {
        Dice dice = new(_seed);
        output.WriteLine($"seed {_seed}; again by JIFEN_SEED={_seed}");
        List<History> run = [];
        for (int round = 0; run.Count < Histories;)
        {
            await using SiloCluster cluster = await SiloCluster.StartAsync(_pool, server, Silos, HistoryProgramme.Document());
            for (int first = 0; first < HistoryProgramme.Wheels && run.Count < Histories; first += SideBySide)
            {
                int histories = Math.Min(SideBySide, Math.Min(HistoryProgramme.Wheels - first, Histories - run.Count));
                IReadOnlyList<History> seen = await new HistoryRound(cluster, dice, first, histories).RunAsync(round++);
                string[] found = [.. seen.SelectMany(history => history.Faults()), .. cluster.Faults];
                Assert.True(found.Length == 0, string.Join('\n', found));
                run.AddRange(seen);
            }
        }

        int invalid = run.Count(history => history.IsInvalid);
        output.WriteLine(
            $"{run.Count} histories, {run.Sum(history => history.Answered)} calls answered and {run.Sum(history => history.Open)} left open; {invalid} invalid");
        Assert.True(invalid * 10 <= run.Count, $"{invalid} of {run.Count} histories are invalid: too little happened in them, or they could not be decided");
    }

    [Fact]
    public async Task An_edge_that_remembers_reads_is_found_out() =>
        Assert.Contains(await FaultsAsync(PlantedFault.ReadsRemembered), fault => fault.Contains("strong read", StringComparison.Ordinal));

    private async Task<string[]> FaultsAsync(PlantedFault planted)
    {
        output.WriteLine($"seed {_seed}; again by JIFEN_SEED={_seed}");
        await using SiloCluster cluster = await SiloCluster.StartAsync(_pool, server, Silos, HistoryProgramme.Document(), fault: planted);
        string[] found = [.. (await new HistoryRound(cluster, new(_seed), 0, SideBySide).RunAsync(HistoryRound.Pause)).SelectMany(history => history.Faults())];
        output.WriteLine($"{found.Length} faults in {SideBySide} histories, such as {found.FirstOrDefault()}");
        return found;
    }

    private static int Histories => (int)Number("JIFEN_HISTORIES", Environment.GetEnvironmentVariable("JIFEN_DEEP") == "1" ? 2_000UL : 50UL);

    private static ulong Number(string name, ulong standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : standard;
}
