using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>What a keeper wants of its host, look by look.</summary>
public sealed class ShardKeeperTests
{
    private const int Shards = 8;

    private readonly SiloMember _own = Member("own");
    private readonly SiloMember _other = Member("other");
    private readonly NotingHost _host = new();
    private readonly ShardKeeper _keeper;

    public ShardKeeperTests() => _keeper = new(_own.Id, Shards, _host);

    [Fact]
    public void A_silo_alone_takes_every_shard_that_is_free()
    {
        _keeper.Seen(View([_own], _ => null));

        Assert.Equal(All, _host.Taken);
        Assert.False(_keeper.IsSettled);
        Take();
        Assert.Equal(All, _host.Opened);
        _keeper.Seen(View([_own], _ => _own.Id, epoch: 1));
        Assert.True(_keeper.IsSettled);
    }

    [Fact]
    public void Shards_are_placed_by_name_and_only_those_of_a_silo_that_comes_or_goes_move()
    {
        SiloMember third = Member("third");
        SiloId?[] two = Rendezvous.Place(1024, [_own, _other]);
        SiloId?[] three = Rendezvous.Place(1024, [_own, _other, third]);

        Assert.All(two.Zip(three), pair => Assert.True(pair.First == pair.Second || pair.Second == third.Id));
        Assert.InRange(three.Count(place => place == third.Id), 1024 / 4, 1024 / 2);
        Assert.Equal(three, Rendezvous.Place(1024, [third, _other, _own]));
        Assert.Equal(
            three.Select(place => place == _own.Id), Rendezvous.Place(1024, [_own with { Id = SiloId.New() }, _other, third]).Select(place => place != _other.Id && place != third.Id));
    }

    [Fact]
    public void A_shard_of_a_silo_that_lives_is_not_taken()
    {
        _keeper.Seen(View([_own, _other], _ => _other.Id));
        _keeper.Seen(View([_own, _other with { Standing = SiloStanding.Leaving }], _ => _other.Id));

        Assert.Empty(_host.Taken);
    }

    [Theory]
    [InlineData(SiloStanding.Dead)]
    [InlineData(SiloStanding.Left)]
    public void The_shards_of_a_silo_that_is_gone_are_taken(SiloStanding standing)
    {
        _keeper.Seen(View([_own, _other with { Standing = standing }], _ => _other.Id));

        Assert.Equal(All, _host.Taken);
    }

    [Fact]
    public void The_shards_of_a_silo_that_nobody_knows_are_taken()
    {
        _keeper.Seen(View([_own], _ => SiloId.New()));

        Assert.Equal(All, _host.Taken);
    }

    [Fact]
    public void What_is_placed_on_another_is_brought_to_rest_and_then_released()
    {
        HaveAll();
        _keeper.Seen(View([_own, _other], _ => _own.Id, epoch: 1));

        ShardId[] moving = [.. _host.Resting];
        Assert.Equal(PlacedOn(_other), moving);
        Assert.Empty(_host.Released);
        _keeper.HandedOver(moving[0], new(1));
        Assert.Equal([moving[0]], _host.Released);
        Assert.All(moving, shard => Assert.DoesNotContain(shard, _host.Dropped));
    }

    [Fact]
    public void What_could_not_be_released_is_released_after_the_next_look()
    {
        HaveAll();
        _keeper.Seen(View([_own, _other], _ => _own.Id, epoch: 1));
        ShardId moving = _host.Resting[0];
        _keeper.HandedOver(moving, new(1));
        _keeper.ReleaseFailed([(moving, new(1))]);
        _keeper.Seen(View([_own, _other], _ => _own.Id, epoch: 1));

        Assert.Equal([moving, moving], _host.Released);
        Assert.Single(_host.Resting, moving);
    }

    [Fact]
    public void A_look_from_before_a_take_over_takes_nothing_away()
    {
        ClusterView early = View([_own, _other with { Standing = SiloStanding.Dead }], _ => _other.Id, epoch: 4);
        _keeper.Seen(early);
        Take(epoch: 5);
        _keeper.Seen(early);

        Assert.Empty(_host.Dropped);
        Assert.Equal(All, _host.Taken);
    }

    [Fact]
    public void A_shard_that_another_took_is_dropped()
    {
        HaveAll();
        _keeper.Seen(View([_own, _other], shard => shard == 3 ? _other.Id : _own.Id, epoch: 1, later: 3));

        Assert.Equal([new ShardId(3)], _host.Dropped);
    }

    [Fact]
    public void A_silo_that_was_declared_dead_drops_all_and_takes_no_more()
    {
        HaveAll();
        _host.Taken.Clear();
        _keeper.DeclaredDead();
        _keeper.Seen(View([_own], _ => null, epoch: 1));

        Assert.Equal(All, _host.Dropped);
        Assert.Empty(_host.Taken);
        Assert.True(_keeper.IsEmpty);
    }

    [Fact]
    public void Who_leaves_hands_over_all_and_takes_no_more()
    {
        HaveAll();
        _host.Taken.Clear();
        _keeper.BeginLeaving();
        Assert.Equal(All, _host.Resting);
        Assert.False(_keeper.IsEmpty);
        foreach (ShardId shard in All)
        {
            _keeper.HandedOver(shard, new(1));
        }

        _keeper.Released([.. All.Select(shard => (shard, new Epoch(1)))]);
        _keeper.Seen(View([_own], _ => null, epoch: 1));
        Assert.True(_keeper.IsEmpty);
        Assert.Empty(_host.Taken);
    }

    [Fact]
    public void What_comes_while_a_silo_leaves_is_handed_over_at_once()
    {
        _keeper.Seen(View([_own], _ => null));
        _keeper.BeginLeaving();
        Take();

        Assert.Equal(All, _host.Resting);
    }

    [Fact]
    public void A_take_over_that_failed_is_tried_again_also_where_it_had_succeeded()
    {
        _keeper.Seen(View([_own], _ => null));
        _keeper.TakeOverFailed(All);
        _keeper.Seen(View([_own], _ => _own.Id, epoch: 1));

        Assert.Equal([.. All, .. All], _host.Taken);
    }

    [Fact]
    public void A_take_over_that_was_lost_is_released_where_the_shard_is_placed_elsewhere_by_then()
    {
        _keeper.Seen(View([_own], _ => null));
        _keeper.TakeOverFailed(All);
        _keeper.Seen(View([_own, _other], _ => _own.Id, epoch: 1));

        Assert.Equal(PlacedOn(_other), _host.Released);
        Assert.Equal([.. All, .. PlacedOn(_own)], _host.Taken);
        Assert.Empty(_host.Opened);
    }

    private static ShardId[] All => [.. Enumerable.Range(0, Shards).Select(i => new ShardId(i))];

    private static SiloMember Member(string name) =>
        new(SiloId.New(), name, $"http://{name}:5081", SiloStanding.Live, DateTimeOffset.UnixEpoch, TimeSpan.Zero);

    /// <param name="later">A shard whose epoch is one later.</param>
    private static ClusterView View(IReadOnlyList<SiloMember> silos, Func<int, SiloId?> owner, long epoch = 0, int later = -1) =>
        new(silos, [.. Enumerable.Range(0, Shards).Select(i => new ShardOwner(new(i), new(i == later ? epoch + 1 : epoch), owner(i)))]);

    private ShardId[] PlacedOn(SiloMember silo) =>
        [.. Rendezvous.Place(Shards, [_own, _other]).Select((place, i) => (place, i)).Where(p => p.place == silo.Id).Select(p => new ShardId(p.i))];

    private void HaveAll()
    {
        _keeper.Seen(View([_own], _ => null));
        Take();
    }

    private void Take(long epoch = 1) => _keeper.TakenOver(All, [.. All.Select(shard => new ShardHead(shard, new(epoch), default, default, default, default, default))]);

    /// <summary>Writes down what is asked of it, and tells nothing back.</summary>
    private sealed class NotingHost : IKeeperHost
    {
        public List<ShardId> Taken { get; } = [];

        public List<ShardId> Opened { get; } = [];

        public List<ShardId> Resting { get; } = [];

        public List<ShardId> Dropped { get; } = [];

        public List<ShardId> Released { get; } = [];

        public void TakeOver(IReadOnlyList<ShardId> shards) => Taken.AddRange(shards);

        public void Open(ShardHead head) => Opened.Add(head.Shard);

        public void HandOver(ShardId shard, Epoch epoch) => Resting.Add(shard);

        public void Drop(ShardId shard, Epoch epoch) => Dropped.Add(shard);

        public void Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards) => Released.AddRange(shards.Select(s => s.Shard));
    }
}
