using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Cluster.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Routers and receivers of three silos over real streams.</summary>
public sealed class ForwardingTests : IAsyncLifetime
{
    private const int Shards = 4;

    private static readonly MemberKey Member = new(7);
    private static readonly ShardId Shard = new(2);

    private readonly WireStore _store = WireStore.Create();
    private readonly JsonCodec _codec = new();
    private Routed[] _silos = [];

    public async Task InitializeAsync()
    {
        List<Routed> silos = [];
        for (int number = 0; number < 3; number++)
        {
            silos.Add(new(await WireSilo.StartAsync(_store), _codec));
        }

        _silos = [.. silos];
    }

    public async Task DisposeAsync()
    {
        foreach (Routed silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Work_for_any_shard_is_done_from_any_silo()
    {
        for (int shard = 0; shard < Shards; shard++)
        {
            Own(new(shard), _silos[shard % 3], 1, _silos);
        }

        foreach (Routed silo in _silos)
        {
            silo.Local.Reply = shard => new NotDone($"shard {shard}", "");
        }

        TestSink[] sinks = [.. Enumerable.Range(0, 300).Select(number => Post(_silos[number % 3], new(number % Shards)))];
        Reply[] told = await Task.WhenAll(sinks.Select(sink => sink.Told));

        Assert.Equal(Enumerable.Range(0, 300).Select(number => $"shard {number % Shards}"), told.Select(reply => ((NotDone)reply).Code));
        Assert.All(sinks, sink => Assert.Equal(1, sink.Times));
    }

    [Fact]
    public async Task Work_sent_to_a_silo_that_has_lost_the_shard_follows_it()
    {
        Own(Shard, _silos[1], 1, _silos[0]);
        Own(Shard, _silos[2], 2, _silos[1], _silos[2]);
        _silos[1].Local.Here.Clear();
        _silos[2].Local.Reply = static _ => new NotDone("found", "");

        TestSink sink = Post(_silos[0], Shard);

        Assert.Equal("found", Assert.IsType<NotDone>(await sink.Told).Code);
        Assert.Equal(_silos[2].Id, _silos[0].Map.Find(Shard).Silo);
    }

    [Fact]
    public async Task Work_that_a_shard_gives_back_because_it_moves_is_done_by_the_next_owner()
    {
        Own(Shard, _silos[1], 1, _silos);
        _silos[1].Local.Reply = static _ => new NotDone(RejectionCodes.TryAgain, "moving") { IsElsewhere = true };
        _silos[2].Local.Reply = static _ => new NotDone("done", "");

        TestSink[] sinks = [Post(_silos[0], Shard), Post(_silos[1], Shard)];
        await _silos[1].Local.NextAsync();
        await _silos[1].Local.NextAsync();
        Own(Shard, _silos[2], 2, _silos);

        Assert.All(await Task.WhenAll(sinks.Select(sink => sink.Told)), reply => Assert.Equal("done", ((NotDone)reply).Code));
        Assert.All(sinks, sink => Assert.Equal(1, sink.Times));
        Assert.Equal(2, _silos[2].Local.Posted);
    }

    [Fact]
    public async Task Mail_and_acknowledgements_reach_their_shards()
    {
        Own(Shard, _silos[1], 1, _silos);
        await _silos[0].Wire.ConnectAsync(_silos[1].Wire);

        OutgoingMessage[] messages = [new(Shard, Lane.Control, 4, new PrizeRestocked("wheel", "tea")), new(Shard, Lane.Control, 5, new PrizeRestocked("wheel", "tea"))];
        _silos[0].Router.Send(new(0), Shard, Lane.Control, messages);
        _silos[0].Router.Acknowledge(new(0), Shard, Lane.Member, 6);

        Assert.Equal("0 to 2, Control: 4 5", await _silos[1].Local.NextMailAsync());
        Assert.Equal("0 has 6 of 2, Member", await _silos[1].Local.NextMailAsync());
    }

    [Fact]
    public async Task Work_for_no_shard_or_that_is_not_understood_is_refused_and_the_stream_goes_on()
    {
        Own(Shard, _silos[1], 1, _silos);
        _silos[1].Local.Reply = static _ => new NotDone("done", "");
        PeerLink link = await _silos[0].Wire.ConnectAsync(_silos[1].Wire);
        (TestCall noShard, TestCall nonsense) = (new(), new());

        link.TryCall(new(Shards), WireSilo.Patience, default, noShard);
        link.TryCall(Shard, WireSilo.Patience, "nonsense"u8.ToArray(), nonsense);

        Assert.Equal(["refused Unreadable", "refused Unreadable"], [await noShard.Told, await nonsense.Told]);
        Assert.Equal("done", ((NotDone)await Post(_silos[0], Shard).Told).Code);
    }

    private static TestSink Post(Routed from, ShardId shard)
    {
        TestSink sink = new();
        from.Router.Post(shard, new Request(new Enrol(Member), sink) { Member = Member, Key = new(9) });
        return sink;
    }

    /// <summary>Gives a shard to a silo, in the eyes of these silos.</summary>
    private void Own(ShardId shard, Routed owner, long epoch, params Routed[] seenBy)
    {
        owner.Local.Here.Add(shard);
        ClusterView view = new([.. _silos.Select(silo => silo.AsMember)], [new(shard, new(epoch), owner.Id)]);
        foreach (Routed silo in seenBy)
        {
            silo.Map.See(view);
        }
    }

    private sealed class Routed : IAsyncDisposable
    {
        public Routed(WireSilo wire, JsonCodec codec)
        {
            Wire = wire;
            Map.Become(wire.Id);
            Router = new(Shards, Map, Local, wire.Links, codec, new() { HoldTime = WireSilo.Patience }, TimeProvider.System, NullLogger<ShardRouter>.Instance);
            ShardReceiver receiver = new(Shards, Map, Local, codec, NullLogger<ShardReceiver>.Instance);
            wire.Receiver.Answer = receiver.Called;
            wire.Receiver.Mail = receiver;
        }

        public WireSilo Wire { get; }

        public ShardMap Map { get; } = new(Shards);

        public TestShards Local { get; } = new();

        public ShardRouter Router { get; }

        public SiloId Id => Wire.Id;

        public SiloMember AsMember => new(Id, "silo", Wire.Address, SiloStanding.Live, default, default);

        public async ValueTask DisposeAsync()
        {
            Router.Dispose();
            await Wire.DisposeAsync();
        }
    }
}
