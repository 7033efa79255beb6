using System.Globalization;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>
/// What operations have to do on a bad day, done with PostgreSQL's own tools: a base backup under load, brought back to another place with
/// the archived log and without it.
/// </summary>
public sealed class RestoreRehearsalTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresServer _server = new() { Settings = ["archive_mode=on", "archive_command=cp %p ../archive/%f"] };
    private readonly List<PostgresServer> _restored = [];
    private int _earned;

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        foreach (PostgresServer server in _restored)
        {
            await server.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_backup_with_its_archive_is_whole_and_one_without_is_refused_until_the_loss_is_accepted()
    {
        await using TestSilo silo = await TestSilo.StartAsync(with: On(_server));
        await silo.EnrolAsync("anna");
        DateTimeOffset at = TimeProvider.System.GetUtcNow();
        string backup = await UnderLoadAsync(silo, _server.BackUpAsync);
        Assert.Equal(200, (await silo.EarnAsync("anna", "after the backup", 700, at)).Status);
        Assert.True(await silo.StopAsync());
        long records = Records(_server);
        await ArchiveAsync();

        PostgresServer earlier = await RestoreAsync(backup, null);
        Assert.InRange(Records(earlier), 1, records - 1);
        Assert.Contains(Verify(earlier, silo.Folder).Faults, fault => fault is { Rule: VerificationRule.Chain, Shard: not null });
        Assert.Empty(Verify(earlier, Path.Combine(silo.Folder, "no witness")).Faults);
        JournalWentBackException refused = await Assert.ThrowsAsync<JournalWentBackException>(() => silo.StartAgainAsync(with: On(earlier)));
        Assert.Matches(@"^[Rr]ecord \d+ of shard \d+ was acknowledged by the witness, but the journal ends at \d+\. ", refused.Message);

        PostgresServer whole = await RestoreAsync(backup, _server.Archive);
        Assert.Equal(records, Records(whole));
        Assert.Empty(Verify(whole, silo.Folder).Faults);
        using TempFolder witness = TempFolder.CopyOf(silo.Folder);
        await silo.StartAgainAsync(with: On(whole));
        TestSilo.Answer again = await silo.EarnAsync("anna", "after the backup", 700, at);
        Assert.Equal((200, true), (again.Status, again.Replayed));
        Assert.True(await silo.StopAsync());

        IReadOnlyList<string> lost = PostgresIncarnation.AcceptLoss(
            Connection(earlier), StoreFiles.Witness(witness.Path), "the archive is gone", TimeProvider.System);
        Assert.NotEmpty(lost);
        Assert.All(lost, sentence => Assert.Matches(@"^Shard \d+ stands at record \d+; record \d+ was acknowledged\.$", sentence));
        await silo.StartAgainAsync(with: On(earlier));
        TestSilo.Answer anew = await silo.EarnAsync("anna", "after the backup", 700, at);
        Assert.Equal((200, false), (anew.Status, anew.Replayed));
        Assert.True(await silo.StopAsync());
        Assert.Empty(Verify(earlier, silo.Folder).Faults);
    }

    /// <summary>Members earn while the work is done, and for a while before it.</summary>
    private async Task<string> UnderLoadAsync(TestSilo silo, Func<Task<string>> work)
    {
        using CancellationTokenSource enough = new();
        Task[] load = [.. Enumerable.Range(0, 4).Select(number => EarnAsync(silo, $"m{number}", enough.Token))];
        using (CancellationTokenSource patience = new(Patience))
        {
            while (Volatile.Read(ref _earned) < 40)
            {
                await Task.Delay(5, patience.Token);
            }
        }

        int before = Volatile.Read(ref _earned);
        string made = await work();
        Assert.True(Volatile.Read(ref _earned) > before, "nobody earned while the backup was taken");
        await enough.CancelAsync();
        await Task.WhenAll(load);
        return made;
    }

    private async Task EarnAsync(TestSilo silo, string member, CancellationToken enough)
    {
        await silo.EnrolAsync(member);
        for (int turn = 0; !enough.IsCancellationRequested; turn++)
        {
            Assert.Equal(200, (await silo.EarnAsync(member, $"{member} {turn.ToString(CultureInfo.InvariantCulture)}", 10)).Status);
            Interlocked.Increment(ref _earned);
        }
    }

    /// <summary>Ends the part of the log that is written, and waits until it is archived.</summary>
    private async Task ArchiveAsync()
    {
        string part = PostgresServer.Scalar<string>(Connection(_server), "SELECT pg_walfile_name(pg_switch_wal())");
        using CancellationTokenSource patience = new(Patience);
        while (!PostgresServer.Scalar<bool>(Connection(_server), $"SELECT coalesce(max(last_archived_wal) >= '{part}', false) FROM pg_stat_archiver"))
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private async Task<PostgresServer> RestoreAsync(string backup, string? archive)
    {
        PostgresServer server = await PostgresServer.RestoreAsync(backup, archive);
        _restored.Add(server);
        return server;
    }

    private static string Connection(PostgresServer server) => server.To("postgres");

    private static long Records(PostgresServer server) => PostgresServer.Scalar<long>(Connection(server), "SELECT count(*) FROM journal");

    private static Func<SiloOptions, SiloOptions> On(PostgresServer server) =>
        options => options with { Postgres = Connection(server), ClusterSecret = PostgresSiloTests.Secret };

    private static VerificationResult Verify(PostgresServer server, string folder)
    {
        using PostgresDocuments documents = new(Connection(server), new(PostgresSiloTests.Secret));
        using StoreVerification verification = PostgresVerification.Open([Connection(server)], folder, SharedSecretKeys.Find(documents));
        return verification.Run();
    }
}
