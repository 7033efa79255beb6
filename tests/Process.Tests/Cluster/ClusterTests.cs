using System.Globalization;
using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Cluster;

/// <summary>
/// Three silos under load on one PostgreSQL, of which one after the other is stopped in its tracks or restarted; how they are killed is in
/// <see cref="SpreadTests"/>. The deep run, 200 cycles of each, is <c>JIFEN_CYCLES=200 ./test --filter ClusterTests</c>; <c>JIFEN_DEEP=1</c>
/// asks for it too. <c>JIFEN_SEED</c> repeats a plan.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class ClusterTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Silos = 3;
    private const int Clients = 12;
    internal static readonly TimeSpan DrawsIn = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestOutage = TimeSpan.FromSeconds(15);

    /// <summary>The silos' day ends while they meet faults, and its board rewards.</summary>
    private static readonly TimeSpan DayEndsIn = TimeSpan.FromSeconds(45);

    private readonly HostPool _pool = new(1);
    private SiloCluster? _cluster;
    private DateOnly _day;

    private SiloCluster Cluster => _cluster!;

    public async Task InitializeAsync() => (_cluster, _day) = await StartAsync(_pool, server, databases: 1);

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await _pool.DisposeAsync();
    }

    [Fact]
    public Task A_silo_that_stood_still_while_others_took_its_shards_writes_nothing_when_it_wakes() => RunAsync(async (silo, probe) =>
    {
        Uri address = Cluster.AddressOf(silo);
        Cluster.Pause(silo);
        await probe();
        Cluster.Resume(silo, address);
        await Cluster.ServesAsync(silo);
    });

    [Fact]
    public Task Silos_are_restarted_one_after_the_other_and_nobody_is_refused()
    {
        Cluster.WarmsUp = true;
        return RunAsync(async (silo, probe) =>
        {
            await Cluster.StopAsync(silo);
            await probe();
            await Cluster.StartAsync(silo);
        });
    }

    internal static int Cycles => (int)Number("JIFEN_CYCLES", Environment.GetEnvironmentVariable("JIFEN_DEEP") == "1" ? 200UL : 10UL);

    private static ulong Number(string name, ulong standard) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : standard;

    private Task RunAsync(Func<int, Func<Task>, Task> fault) => RunAsync(Cluster, output, null, fault, _day);

    /// <returns>The silos, and their day, which ends meanwhile.</returns>
    internal static async Task<(SiloCluster Cluster, DateOnly Day)> StartAsync(HostPool pool, PostgresServer server, int databases)
    {
        (TimeSpan shift, DateOnly day) = Festival.DayThatEnds(DayEndsIn);
        SiloCluster cluster = await SiloCluster.StartAsync(
            pool, server, Silos, Festival.Whole(DrawsIn, shift), databases: databases, with: order => order with { ShiftMilliseconds = (long)shift.TotalMilliseconds });
        return (cluster, day);
    }

    /// <param name="only">The silo that meets every fault; null for one by chance.</param>
    /// <param name="day">The day of a board that ends meanwhile; null for none.</param>
    internal static async Task RunAsync(SiloCluster cluster, ITestOutputHelper output, int? only, Func<int, Func<Task>, Task> fault, DateOnly? day = null)
    {
        ulong seed = Number("JIFEN_SEED", (ulong)TimeProvider.System.GetTimestamp());
        output.WriteLine($"seed {seed}; again by JIFEN_SEED={seed}");
        ClusterRun run = new(cluster, new(seed), Clients, only) { Day = day };
        IReadOnlyList<string> findings = await run.RunAsync(Cycles, fault);
        TimeSpan[] outages = [.. run.Outages.Order()];
        output.WriteLine(
            $"{Cycles} cycles, {run.Answers} calls answered, {run.Cards} cards and {run.Entries} entries of them, {run.Rewarded} rewarded by the board; served elsewhere after {outages[outages.Length / 2].TotalSeconds:F2} s in the median, "
            + $"{outages[^1].TotalSeconds:F2} s at most; the longest wait of a call {run.LongestWait.TotalSeconds:F2} s");
        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.True(outages[^1] <= LongestOutage, $"a member was not served for {outages[^1].TotalSeconds:F1} s");
    }
}
