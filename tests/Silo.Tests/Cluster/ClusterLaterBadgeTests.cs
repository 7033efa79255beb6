using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A badge that is published later, on the shards of three silos: who deserves it gets it once, though a silo leaves while its shards look.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ClusterLaterBadgeTests(PostgresServer server)
{
    [Fact]
    public async Task Members_of_all_silos_get_a_badge_that_is_published_later_while_a_silo_leaves()
    {
        await using SiloTrio trio = await SiloTrio.StartAsync(server, with: (_, options) => options with { ShardLimits = LaterBadge.Narrow });
        (string[] deserving, string[] others) = await LaterBadge.BuyAsync(trio[0], 120);
        await LaterBadge.LeftMemoryAsync(trio.Silos);
        await SiloTrio.PublishAsync(trio[0], LaterBadge.AddTo);
        await trio.LeaveAsync(trio[1]);
        await trio.SettledAsync();
        await LaterBadge.WalkedAsync(() => trio[0].Host.Engine.Journal, SiloTrio.Shards);
        await LaterBadge.CheckAsync(trio[1], SiloTrio.Shards, deserving, others);
    }
}
