using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Games;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;
using Jifen.Silo.Verification;
using Xunit.Abstractions;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Decks, coupon pools and draws on the shards of three silos: exactly what there is goes out, what lies at other silos included.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ClusterGamesTests(PostgresServer server, ITestOutputHelper output)
{
    private const ulong Seed = 1_618_033;

    [Fact]
    public async Task Decks_pools_and_draws_give_exactly_what_they_have_on_three_silos()
    {
        string database = server.To("postgres", server.CreateSchema());
        await using SiloTrio trio = await SiloTrio.StartAsync([database]);
        ShardId[] two = [.. Enumerable.Range(0, SiloTrio.Shards).Select(shard => new ShardId(shard)).DistinctBy(trio.OwnerOf).Take(2)];
        GameNight night = new(trio.Silos, SiloTrio.Shards, 100, two, Seed);
        await night.PlayAsync();
        await night.AssertExactAsync();
        output.WriteLine($"{night.Run}");
        using TempFolder witnesses = TempFolder.CopyOf(trio[0].Folder);
        foreach (TestSilo silo in trio.Silos)
        {
            await trio.LeaveAsync(silo);
        }

        using PostgresDocuments documents = new(database, new(PostgresSiloTests.Secret));
        using StoreVerification verification = PostgresVerification.Open([database], witnesses.Path, SharedSecretKeys.Find(documents));
        Assert.Empty(verification.Run().Faults);
    }
}
