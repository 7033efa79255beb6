using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>One whole silo on a store in PostgreSQL.</summary>
[Collection(PostgresServer.Collection)]
public sealed class PostgresSiloTests(PostgresServer server)
{
    internal const string Secret = "a secret of the tests, long enough";

    [Fact]
    public async Task It_plays_answers_repeated_calls_after_a_restart_and_its_store_holds()
    {
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        (string Member, string Body)[] plays = await PlayAsync(silo);
        Assert.Throws<StoreRefusedException>(() => PostgresVerification.Open([connection], silo.Folder, null));
        await silo.RestartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        foreach ((string member, string body) in plays)
        {
            TestSilo.Answer again = await silo.PlayAsync(member, "play");
            Assert.Equal((200, body, true), (again.Status, again.Body, again.Replayed));
        }

        Assert.True(await silo.StopAsync());
        VerificationResult sound = Verify(connection, silo.Folder);
        Assert.Empty(sound.Faults);
        Assert.Equal(sound.Counts.Records, sound.Counts.Rederived);
        Assert.True(sound.Counts.Rows > 0);
        Assert.False(File.Exists(Path.Combine(silo.Folder, "jifen.db")));
    }

    [Theory]
    [InlineData("UPDATE journal SET body = replace(body, '\"amount\":700', '\"amount\":701') WHERE body LIKE '%\"amount\":700%'", VerificationRule.Chain)]
    [InlineData("INSERT INTO journal SELECT shard, rules, sequence, epoch, stamp + 2678400000000, catalogue, control, member, key, previous, hash, input_hash, body FROM journal WHERE shard = 0 AND sequence = 1", VerificationRule.Position)]
    [InlineData("INSERT INTO journal SELECT 77, rules, sequence, epoch, stamp, catalogue, control, member, key, previous, hash, input_hash, body FROM journal WHERE shard = 0 AND sequence = 1", VerificationRule.Position)]
    public async Task A_store_that_was_altered_is_seen_not_to_hold(string damage, VerificationRule rule)
    {
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        await PlayAsync(silo);
        Assert.True(await silo.StopAsync());
        PostgresServer.Execute(connection, damage);
        Assert.Contains(Verify(connection, silo.Folder).Faults, fault => fault.Rule == rule);
    }

    [Fact]
    public async Task A_repeated_call_whose_record_is_archived_is_told_so_and_the_silo_goes_on()
    {
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        await PlayAsync(silo);
        Assert.Equal(200, (await silo.EarnAsync("anna", "a2", 700)).Status);
        Assert.True(await silo.StopAsync());
        PostgresServer.Execute(connection, """
            INSERT INTO archived SELECT 'journal_old', j.shard, 1, j.sequence, j.hash FROM journal AS j JOIN checkpoint AS c ON c.shard = j.shard AND j.sequence = c.floor - 1;
            DELETE FROM journal AS j USING archived AS a WHERE a.shard = j.shard AND j.sequence <= a.last
            """);
        await silo.StartAgainAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        TestSilo.Answer archived = await silo.PlayAsync("anna", "play");
        Assert.Equal((503, "try_again"), (archived.Status, archived.Code));
        Assert.Contains("archived", archived.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await silo.EarnAsync("anna", "a3", 700)).Status);
        Assert.False(silo.Host.Engine.Fault.IsCompleted);
    }

    [Fact]
    public async Task A_silo_takes_its_shards_back_from_whoever_is_no_silo()
    {
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        await silo.EnrolAsync("anna");
        using TempFolder folder = new();
        using PostgresJournal other = PostgresStore.Open(
            connection, folder["witness"], new(TestSilo.Starter, KeysOf(connection).PepperCheck), TimeProvider.System);
        other.TakeOver([.. Enumerable.Range(0, 4).Select(shard => new ShardId(shard))], "other");
        Assert.Equal(200, (await silo.EarnAsync("anna", "a1", 700)).Status);
        Assert.False(silo.Host.Engine.Fault.IsCompleted);
    }

    [Fact]
    public async Task A_server_that_crashes_under_a_silo_loses_nothing_that_was_answered()
    {
        string connection = server.To("postgres", server.CreateSchema());
        await using TestSilo silo = await TestSilo.StartAsync(with: options => options with { Postgres = connection, ClusterSecret = Secret });
        await silo.EnrolAsync("anna");
        Assert.Equal(200, (await silo.EarnAsync("anna", "a0", 700)).Status);
        await server.CrashAsync();
        Task<TestSilo.Answer> during = silo.EarnAsync("anna", "a1", 700);
        await server.StartAsync();
        TestSilo.Answer answer = await during;
        Assert.True(answer.Status is 200 or 503, answer.Body);
        Assert.Equal(200, (await silo.EarnAsync("anna", "a2", 700)).Status);
        Assert.True(await silo.StopAsync());
        Assert.Empty(Verify(connection, silo.Folder).Faults);
    }

    private static SecretKeys KeysOf(string connection)
    {
        using PostgresDocuments documents = new(connection, new(Secret));
        return SharedSecretKeys.Find(documents)!;
    }

    private static VerificationResult Verify(string connection, string folder)
    {
        using StoreVerification verification = PostgresVerification.Open([connection], folder, KeysOf(connection));
        return verification.Run();
    }

    private static async Task<(string Member, string Body)[]> PlayAsync(TestSilo silo)
    {
        List<(string, string)> plays = [];
        foreach (string member in (string[])["anna", "ben", "cara"])
        {
            await silo.EnrolAsync(member);
            Assert.Equal(200, (await silo.EarnAsync(member, "a1", 700)).Status);
            TestSilo.Answer play = await silo.PlayAsync(member, "play");
            Assert.Equal(200, play.Status);
            plays.Add((member, play.Body));
        }

        return [.. plays];
    }
}
