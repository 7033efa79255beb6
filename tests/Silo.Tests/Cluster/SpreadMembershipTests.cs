using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Postgres;
using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Silos of a store in two databases: a life is one life, and a database that is away leaves the other as it is.</summary>
[Collection(PostgresServer.ClusterCollection)]
public sealed class SpreadMembershipTests : IDisposable
{
    private readonly SpreadTestedStore _store;
    private readonly List<IDisposable> _opened = [];

    public SpreadMembershipTests(PostgresServer server) => _store = SpreadTestedStore.InDatabases(server);

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _store.Dispose();
    }

    [Fact]
    public void Silos_live_in_every_database_and_owners_are_those_of_the_shards_own()
    {
        (Seat anna, Seat ben) = (Join("anna"), Join("ben"));
        anna.Journal.TakeOver(Shards(0, 3), anna.Id.ToString());
        ben.Journal.TakeOver(Shards(1, 2), ben.Id.ToString());
        ClusterView view = anna.Beat()!;
        Assert.Equal([("anna", SiloStanding.Live), ("ben", SiloStanding.Live)], view.Silos.Select(silo => (silo.Name, silo.Standing)).Order());
        Assert.Equal([anna.Id, ben.Id, ben.Id, anna.Id], view.Owners.Select(owner => owner.Silo));
        Assert.Equal((0, 0), (view.Unseen.Count, view.Unanswered.Count));
        Assert.Equal(2, Enumerable.Range(0, 2).Count(place => Standing(place, ben) == "live"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Who_is_dead_in_one_database_is_dead_in_all_and_its_shards_are_free(int place)
    {
        (Seat anna, Seat ben) = (Join("anna"), Join("ben"));
        ben.Journal.TakeOver(Shards(0, 1, 2, 3), ben.Id.ToString());
        Assert.Empty(anna.Journal.TakeOver(Shards(0, 3), anna.Id.ToString()));
        Execute(place, $"UPDATE silo SET standing = 'dead', gone = clock_timestamp() WHERE id = '{ben.Id}'");
        Assert.Equal(SiloStanding.Dead, anna.Beat()!.Find(ben.Id)!.Standing);
        Assert.Equal(["dead", "dead"], Enumerable.Range(0, 2).Select(each => Standing(each, ben)));
        Assert.Equal(2, anna.Journal.TakeOver(Shards(0, 3), anna.Id.ToString()).Count);
        Assert.Null(ben.Beat());
    }

    [Fact]
    public void Without_that_the_shards_in_the_other_database_are_seen_to_stay_with_the_dead()
    {
        (Seat anna, Seat ben) = (Join("anna"), Join("ben"));
        ben.Journal.TakeOver(Shards(0, 1, 2, 3), ben.Id.ToString());
        Execute(1, $"UPDATE silo SET standing = 'dead', gone = clock_timestamp() WHERE id = '{ben.Id}'");
        Assert.Equal([3], anna.Journal.TakeOver(Shards(0, 3), anna.Id.ToString()).Select(head => head.Shard.Value));
    }

    [Fact]
    public void One_that_is_not_in_every_database_yet_is_not_placed_anything()
    {
        Seat anna = Join("anna");
        SiloId joining = SiloId.New();
        using PostgresClusterStore first = new(_store.Connections[0], TimeProvider.System);
        first.Join(joining, "ben", "http://ben:5081", "ben");
        Assert.Equal(["anna"], anna.Beat()!.Silos.Select(silo => silo.Name));
        Assert.Null(anna.Store.Beat(joining));
    }

    [Fact]
    public void While_a_database_is_away_silos_live_on_and_nothing_of_its_shards_is_moved()
    {
        (Seat anna, Seat ben) = (Join("anna"), Join("ben"));
        ben.Journal.TakeOver(Shards(1, 2), ben.Id.ToString());
        Assert.NotNull(anna.Beat());
        _store.Away(1);
        ClusterView view = anna.Beat()!;
        Assert.Equal(["anna", "ben"], view.Silos.Where(silo => silo.Standing == SiloStanding.Live).Select(silo => silo.Name).Order());
        Assert.Equal([null, ben.Id, ben.Id, null], view.Owners.Select(owner => owner.Silo));
        Assert.Equal(Shards(2, 3), view.Unseen.Order());
        Assert.Single(view.Unanswered);
        Assert.Throws<StoreUnreachableException>(() => ben.Store.Release(ben.Id, [(new(2), new(1))]));
        ben.Store.Release(ben.Id, [(new(1), new(1))]);
        Assert.Null(anna.Beat()!.Owners[1].Silo);
        _store.Back(1);
        Assert.True(SpinWait.SpinUntil(() => anna.Beat() is { Unseen.Count: 0 }, TimeSpan.FromMinutes(2)));
        Assert.NotNull(ben.Beat());
    }

    [Fact]
    public void With_all_databases_away_a_beat_says_so()
    {
        Seat anna = Join("anna");
        Assert.NotNull(anna.Beat());
        _store.Away(0);
        _store.Away(1);
        Assert.Throws<StoreUnreachableException>(() => anna.Beat());
    }

    [Fact]
    public void A_silo_that_leaves_has_left_in_every_database()
    {
        (Seat anna, Seat ben) = (Join("anna"), Join("ben"));
        ben.Store.BeginLeaving(ben.Id);
        Assert.Equal(SiloStanding.Leaving, anna.Beat()!.Find(ben.Id)!.Standing);
        ben.Store.Leave(ben.Id);
        Assert.Equal(SiloStanding.Left, anna.Beat()!.Find(ben.Id)!.Standing);
        Assert.Equal(["left", "left"], Enumerable.Range(0, 2).Select(each => Standing(each, ben)));
        Assert.Null(ben.Beat());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task News_of_any_database_wakes(int shard)
    {
        Seat anna = Join("anna");
        await anna.Store.WaitForNewsAsync(TimeSpan.FromMilliseconds(50), default);
        await anna.Store.WaitForNewsAsync(TimeSpan.FromMilliseconds(50), default);
        Task news = anna.Store.WaitForNewsAsync(TimeSpan.FromSeconds(60), default);
        anna.Journal.TakeOver(Shards(2 * shard), anna.Id.ToString());
        await news.WaitAsync(TimeSpan.FromMinutes(2));
    }

    private static ShardId[] Shards(params int[] shards) => [.. shards.Select(shard => new ShardId(shard))];

    private string Standing(int place, Seat seat) => _store.Scalar<string>(place, $"SELECT standing FROM silo WHERE id = '{seat.Id}'");

    private void Execute(int place, string sql) => PostgresServer.Execute(_store.Connections[place], sql);

    private Seat Join(string name)
    {
        SpreadJournal journal = _store.OpenSpread(name);
        SpreadClusterStore store = new([.. _store.Connections.Select(connection => new PostgresClusterStore(connection, TimeProvider.System, TestedCluster.Limits))], journal, TestedCluster.Limits);
        _opened.Add(store);
        Seat seat = new(store, journal, SiloId.New());
        store.Join(seat.Id, name, $"http://{name}:5081", name);
        return seat;
    }

    private sealed record Seat(SpreadClusterStore Store, SpreadJournal Journal, SiloId Id)
    {
        public ClusterView? Beat() => Store.Beat(Id);
    }
}
