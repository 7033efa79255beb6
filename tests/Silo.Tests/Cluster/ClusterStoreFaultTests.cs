using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Journal;
using Jifen.Silo.Tests.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>What silos know of each other through faults of the store, and what they hear without asking.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class ClusterStoreFaultTests(PostgresServer server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TestedCluster _cluster = new(server);

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData(Cut.Before)]
    [InlineData(Cut.After)]
    public void After_a_lost_connection_the_next_call_makes_another(Cut cut)
    {
        using CuttingProxy proxy = new(server.Port);
        using PostgresClusterStore store = _cluster.Open(connection: PostgresServer.To(proxy.Port, "postgres", _cluster.Store.Schema));
        SiloId self = SiloId.New();
        store.Join(self, "anna", "http://anna:5081", "anna");
        proxy.CutNext(cut);
        Assert.Throws<StoreUnreachableException>(() => store.Beat(self));
        Assert.NotNull(store.Beat(self));
        Assert.Equal(1, proxy.Cuts);
    }

    [Fact]
    public async Task A_store_that_hangs_is_given_up_in_time()
    {
        PostgresClusterStore store = _cluster.Open(limits: TestedCluster.Limits with { AnswerWithin = TimeSpan.FromSeconds(1) });
        SiloId self = SiloId.New();
        store.Join(self, "anna", "http://anna:5081", "anna");
        await using HeldRows held = await HeldRows.BeginAsync(_cluster.Store, "LOCK TABLE silo");
        Task<ClusterView?> beat = Task.Run(() => store.Beat(self));
        await Assert.ThrowsAsync<StoreUnreachableException>(() => beat.WaitAsync(TimeSpan.FromMinutes(2)));
        await held.EndAsync();
        Assert.NotNull(store.Beat(self));
    }

    [Fact]
    public void Where_nobody_answers_the_store_is_not_reached()
    {
        using CuttingProxy proxy = new(server.Port);
        string gone = PostgresServer.To(proxy.Port, "postgres", _cluster.Store.Schema);
        proxy.Dispose();
        Assert.Throws<StoreUnreachableException>(() => _cluster.Open(connection: gone).Join(SiloId.New(), "anna", "http://anna:5081", "anna"));
    }

    [Fact]
    public async Task Whatever_changes_in_the_cluster_is_news_to_the_others()
    {
        TestedSilo anna = _cluster.Join("anna");
        await anna.Store.WaitForNewsAsync(Patience, default);
        TestedSilo ben = await NewsOf(() => _cluster.Join("ben"));
        PostgresJournal journal = _cluster.OpenJournal("ben");
        await NewsOf(() => journal.TakeOver(TestedCluster.Shards, ben.Id.ToString()));
        await NewsOf(() => Done(() => ben.Store.Release(ben.Id, [(new(0), new(1))])));
        await NewsOf(() => Done(() => ben.Store.BeginLeaving(ben.Id)));
        await NewsOf(() => Done(() => ben.Store.Leave(ben.Id)));
        TestedSilo cara = _cluster.Join("cara");
        await anna.Store.WaitForNewsAsync(Patience, default).WaitAsync(TimeSpan.FromMinutes(2));
        await NewsOf(() => Done(() => _cluster.Pass(70, anna)));
        Assert.Equal("dead", _cluster.Standing(cara));

        async Task<T> NewsOf<T>(Func<T> change)
        {
            Task news = anna.Store.WaitForNewsAsync(Patience, default);
            T changed = change();
            await news.WaitAsync(TimeSpan.FromMinutes(2));
            return changed;
        }
    }

    [Fact]
    public void Heartbeats_and_other_stores_are_no_news()
    {
        TestedSilo anna = _cluster.Join("anna");
        using TestedCluster other = new(server);
        using NpgsqlConnection listening = new(_cluster.Store.Connection + ";Pooling=false");
        listening.Open();
        int heard = 0;
        listening.Notification += (_, _) => heard++;
        Run("SELECT hear_cluster_news()");
        anna.Beat();
        anna.Beat();
        other.Join("ben");
        anna.Store.Leave(anna.Id);
        listening.Wait(TimeSpan.FromSeconds(20));
        Run("SELECT 1");
        Assert.Equal(1, heard);

        void Run(string sql)
        {
            using NpgsqlCommand command = new(sql, listening);
            command.ExecuteNonQuery();
        }
    }

    [Fact]
    public async Task News_are_heard_again_after_the_connection_that_listens_was_lost()
    {
        TestedSilo anna = _cluster.Join("anna");
        await anna.Store.WaitForNewsAsync(Patience, default);
        int listener = _cluster.Store.Scalar<int>(Listeners.Replace("count(*)", "max(pid)", StringComparison.Ordinal));
        _cluster.Store.Execute($"SELECT pg_terminate_backend({listener}, 20000)");
        await anna.Store.WaitForNewsAsync(TimeSpan.FromMilliseconds(50), default);
        await anna.Store.WaitForNewsAsync(Patience, default).WaitAsync(TimeSpan.FromMinutes(2));
        Task news = anna.Store.WaitForNewsAsync(Patience, default);
        _cluster.Join("ben");
        await news.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(1, _cluster.Store.Scalar<long>(Listeners));
    }

    [Fact]
    public async Task Without_news_the_time_is_waited_out_and_a_wait_can_be_ended()
    {
        TestedSilo anna = _cluster.Join("anna");
        await anna.Store.WaitForNewsAsync(Patience, default);
        await anna.Store.WaitForNewsAsync(TimeSpan.FromMilliseconds(20), default).WaitAsync(TimeSpan.FromMinutes(2));
        using CancellationTokenSource ending = new();
        Task waiting = anna.Store.WaitForNewsAsync(Patience, ending.Token);
        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Tables_of_the_first_version_are_brought_forward_with_their_owners()
    {
        string connection = server.To("postgres", server.CreateSchema());
        using (NpgsqlConnection alone = new(connection + ";Pooling=false"))
        {
            alone.Open();
            SchemaMigration.Run(alone, "test", [Migration.All[0]]);
        }

        PostgresStore.Establish(connection, JournalContract.Identity);
        PostgresServer.Execute(connection, "UPDATE owner SET owner = 'silo', epoch = 7");
        using TempFolder folder = new();
        using PostgresJournal journal = PostgresStore.Open(connection, folder["witness"], PostgresTestedStore.Expectation, TimeProvider.System);
        using PostgresClusterStore store = new(connection, TimeProvider.System);
        SiloId self = SiloId.New();
        store.Join(self, "anna", "http://anna:5081", folder.Path);
        Assert.All(store.Beat(self)!.Owners, owner => Assert.Equal((7, null), (owner.Epoch.Value, owner.Silo)));
        Assert.All(journal.TakeOver(TestedCluster.Shards, self.ToString()), head => Assert.Equal(8, head.Epoch.Value));
    }

    private static string Listeners =>
        "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT hear_cluster_news()' AND datname = current_database()";

    private static bool Done(Action action)
    {
        action();
        return true;
    }
}
