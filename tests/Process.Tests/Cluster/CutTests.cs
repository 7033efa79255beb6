using Jifen.Process.Tests.Clients;
using Jifen.Process.Tests.Hosts;
using Jifen.Silo.Tests.Journal.Postgres;
using Xunit.Abstractions;

namespace Jifen.Process.Tests.Cluster;

/// <summary>Three silos under load, one of which is cut off from the database, from the other silos and from whoever calls; see <see cref="ClusterTests"/>.</summary>
[Collection(PostgresServer.Collection)]
public sealed class CutTests(PostgresServer server, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Apart = 0;

    private readonly HostPool _pool = new(1);
    private SiloNetwork? _network;
    private SiloCluster? _cluster;

    public async Task InitializeAsync()
    {
        _network = await SiloNetwork.MakeAsync();
        await server.ListenAlsoAsync(SiloNetwork.Here, SiloNetwork.Both);
        _cluster = await SiloCluster.StartAsync(_pool, server, silos: 3, Festival.Whole(ClusterTests.DrawsIn), network: _network);
    }

    public async Task DisposeAsync()
    {
        try
        {
            await (_cluster?.DisposeAsync() ?? ValueTask.CompletedTask);
            await _pool.DisposeAsync();
        }
        finally
        {
            await (_network?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [Fact]
    public Task A_silo_that_is_cut_off_and_comes_back_loses_nothing_and_doubles_nothing() =>
        ClusterTests.RunAsync(_cluster!, output, only: Apart, async (_, probe) =>
        {
            await _network!.CutAsync();
            await probe();
            await _network.HealAsync();
            await _cluster!.HasShardsAsync(Apart);
        });
}
