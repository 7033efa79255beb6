using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Cluster;

/// <summary>
/// Three silos under load on a store in two databases, of which one after the other is killed. The deep run, 200 kills, is <c>JIFEN_CYCLES=200 ./test --filter SpreadTests</c>, or <c>JIFEN_DEEP=1</c>.
/// </summary>
[Collection(PostgresServer.Collection)]
public sealed class SpreadTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly HostPool _pool = new(1);
    private SiloCluster? _cluster;
    private DateOnly _day;

    private SiloCluster Cluster => _cluster!;

    public async Task InitializeAsync() => (_cluster, _day) = await ClusterTests.StartAsync(_pool, server, databases: 2);

    public async Task DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        await _pool.DisposeAsync();
    }

    [Fact]
    public async Task Silos_that_are_killed_lose_nothing_others_serve_their_members_and_a_stopped_store_is_opened_whole_or_not_at_all()
    {
        await ClusterTests.RunAsync(
            Cluster, output, null,
            async (silo, probe) =>
            {
                await Cluster.KillAsync(silo);
                await probe();
                await Cluster.StartAsync(silo);
            },
            _day);
        await RefusedAsync(Cluster.Databases.Reverse(), "is number 2 of the 2 of its store, but is named as number 1", "第 2 个，却被列为第 1 个");
        await RefusedAsync([Cluster.Databases[0]], "is number 1 of the 2 of its store, but 1 are named", "第 1 个，但列出了 1 个");
        await RefusedAsync([Cluster.Databases[0], Cluster.Databases[0]], "it names one database twice", "同一数据库被列出两次");
    }

    private async Task RefusedAsync(IEnumerable<string> databases, string english, string chinese)
    {
        string[] named = [.. databases];
        (int exit, string said) = await SiloCluster.CommandAsync(named, "serve", "--port", "0", "--data", Path.Combine(Cluster.Folder, "other"));
        Assert.Equal(ExitCodes.Refused, exit);
        Assert.Contains(english, said, StringComparison.Ordinal);
        Assert.Contains(chinese, said, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Unusable, (await SiloCluster.CommandAsync(named, "verify")).Exit);
    }
}
