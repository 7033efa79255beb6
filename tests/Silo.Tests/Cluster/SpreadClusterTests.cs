using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Three whole silos on a store in two databases: pauses are exact over both, one that is away leaves the other served, and it all verifies.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class SpreadClusterTests(PostgresServer server)
{
    [Fact]
    public async Task Once_a_pause_has_returned_neither_database_takes_what_was_decided_before()
    {
        string[] databases = Databases();
        await using SiloTrio trio = await SiloTrio.StartAsync(databases);
        using ISharedJournal store = SpreadStore.OpenReadOnly(databases);
        IReadOnlyList<string> members = trio.MembersOfAllShards("halt");
        await Task.WhenAll(members.Select(member => trio[0].EnrolAsync(member)));
        await Task.WhenAll(members.Select(member => trio[1].EarnAsync(member, "a", 10_000_000)));
        for (int round = 0; round < 3; round++)
        {
            Task<int[]> playing = Task.WhenAll(members.Select((member, i) => PlayUntilRefusedAsync(trio[i % 3], member, round)));
            Assert.Equal(200, (await trio[round].PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"r"}""")).Status);
            IReadOnlyList<Sequence> heads = store.ReadSequences();
            long generation = store.ReadControl().Generation;
            Assert.All(await playing, last => Assert.Equal(409, last));
            await Task.WhenAll(members.Select((member, i) => trio[i % 3].EarnAsync(member, $"after-{round}", 1_000)));
            for (int shard = 0; shard < SiloTrio.Shards; shard++)
            {
                IReadOnlyList<JournalRecord> after = store.ReadRecords(new(shard), heads[shard].Next, 1_000);
                Assert.NotEmpty(after);
                Assert.All(after, record => Assert.True(record.ControlGeneration >= generation));
            }

            Assert.Equal(200, (await trio[(round + 1) % 3].PostAsync("/v1/lotteries/lucky-wheel/resume", """{"reason":"r"}""")).Status);
        }
    }

    [Fact]
    public async Task While_one_database_is_away_members_of_the_other_are_served_and_afterwards_all_are_and_it_verifies()
    {
        string[] databases = [.. Enumerable.Range(0, 2).Select(_ => server.To(server.CreateDatabase()))];
        await using SiloTrio trio = await SiloTrio.StartAsync(databases);
        IReadOnlyList<string> members = trio.MembersOfAllShards("away");
        await Task.WhenAll(members.Select(member => trio[0].EnrolAsync(member)));
        string[] here = [.. members.Where(member => trio.ShardOf(member).Value < SiloTrio.Shards / 2)];
        string away = Away(databases[1]);
        for (int round = 0; round < 20; round++)
        {
            TestSilo.Answer[] answers = await Task.WhenAll(here.Select((member, i) => trio[(i + round) % 3].EarnAsync(member, $"away-{round}", 1_000)));
            Assert.All(answers, answer => Assert.Equal(200, answer.Status));
            await Task.Delay(200);
        }

        PostgresServer.Execute(server.To("postgres"), $"ALTER DATABASE {away} ALLOW_CONNECTIONS true");
        await Task.WhenAll(members.Select((member, i) => ServedAsync(trio[i % 3], member)));
        Assert.DoesNotContain(trio.Silos, silo => silo.Host.Engine.Shards.All.Any(shard => shard.Fault is not null));
        using TempFolder witnesses = TempFolder.CopyOf(trio[0].Folder);
        foreach (TestSilo silo in trio.Silos.ToArray())
        {
            await trio.LeaveAsync(silo);
        }

        using PostgresDocuments documents = new(databases[0], new(PostgresSiloTests.Secret));
        using StoreVerification verification = PostgresVerification.Open(databases, witnesses.Path, SharedSecretKeys.Find(documents));
        VerificationResult result = verification.Run();
        Assert.Empty(result.Faults);
        Assert.True(result.Counts.Records > members.Count + (20 * here.Length));
    }

    private static async Task ServedAsync(TestSilo silo, string member)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while ((await silo.EarnAsync(member, "after", 1_000)).Status != 200)
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<int> PlayUntilRefusedAsync(TestSilo silo, string member, int round)
    {
        for (int play = 0; ; play++)
        {
            TestSilo.Answer answer = await silo.PlayAsync(member, $"p{round}-{play}");
            if (answer.Status is not (200 or 202 or 503))
            {
                return answer.Status;
            }
        }
    }

    private string[] Databases() => [.. Enumerable.Range(0, 2).Select(_ => server.To("postgres", server.CreateSchema()))];

    private string Away(string database)
    {
        string name = PostgresServer.Scalar<string>(database, "SELECT current_database()::text");
        PostgresServer.Execute(server.To("postgres"), $"ALTER DATABASE {name} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return name;
    }
}
