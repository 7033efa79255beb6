using Jifen.Silo.Cluster;
using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A router with a map of four shards, other silos played by the test, and a clock that the test moves.</summary>
public sealed class ShardRouterTests : IDisposable
{
    private static readonly ShardId Shard = new(2);
    private static readonly MemberKey Member = new(7);
    private static readonly RequestKey Key = new(9);
    private static readonly Reply Done = new NotDone("done", "as a shard would say");

    private readonly SiloId _self = SiloId.New();
    private readonly SiloId _one = SiloId.New();
    private readonly SiloId _two = SiloId.New();
    private readonly ShardMap _map = new(4);
    private readonly TestShards _local = new();
    private readonly TestPeers _peers = new();
    private readonly TableCodec _codec = new();
    private readonly SteppedTime _time = new();
    private readonly ShardRouter _router;

    public ShardRouterTests()
    {
        _map.Become(_self);
        _router = new(4, _map, _local, _peers, _codec, new() { HeldWork = 3 }, _time, NullLogger<ShardRouter>.Instance);
    }

    [Fact]
    public void Work_for_a_shard_of_this_silo_goes_straight_to_it()
    {
        _local.Here.Add(Shard);
        _local.Reply = static _ => Done;

        TestSink sink = Post(keyed: false);

        Assert.Same(Done, sink.Reply);
        Assert.Empty(_peers.Calls);
    }

    [Fact]
    public async Task Work_for_a_shard_of_another_silo_is_sent_there_and_gets_its_reply()
    {
        Own(_one, 1);
        TestSink sink = Post(keyed: false);

        (SiloId silo, ShardId shard, TimeSpan left, IPeerCall call) = Assert.Single(_peers.Calls);
        call.Replied(_codec.Encode(Done));

        Assert.Equal((_one, Shard, TimeSpan.FromSeconds(15)), (silo, shard, left));
        Assert.Same(Done, await sink.Told);
        Assert.Equal(1, sink.Times);
    }

    [Fact]
    public void Work_for_an_unknown_owner_is_held_until_the_shard_is_found()
    {
        TestSink sink = Post(keyed: false);
        Assert.Empty(_peers.Calls);

        Own(_one, 1);

        Assert.Equal(_one, Assert.Single(_peers.Calls).Silo);
        Assert.Equal(0, sink.Times);
    }

    [Fact]
    public void Held_work_goes_to_this_silo_when_the_shard_comes_here()
    {
        TestSink sink = Post(keyed: false);
        _local.Here.Add(Shard);
        _local.Reply = static _ => Done;

        Own(_self, 1);

        Assert.Same(Done, sink.Reply);
        Assert.Equal(1, sink.Times);
    }

    [Fact]
    public void Work_for_a_silo_that_is_not_reached_is_held_until_it_is_connected()
    {
        _peers.Unreachable.Add(_one);
        Own(_one, 1);
        TestSink sink = Post(keyed: false);
        Assert.Empty(_peers.Calls);

        _peers.Connect(_one);

        Assert.Single(_peers.Calls);
        Assert.Equal(0, sink.Times);
    }

    [Fact]
    public void Mail_goes_again_to_shards_that_moved_and_to_those_of_a_silo_that_is_reached()
    {
        Own(_one, 1);
        Assert.Equal([Shard], _local.SentAgain);

        Own(_one, 1);
        _peers.Connect(_two);
        Assert.Equal([Shard], _local.SentAgain);

        _peers.Connect(_one);
        Assert.Equal([Shard, Shard], _local.SentAgain);
    }

    [Fact]
    public void Held_work_is_told_to_try_again_when_its_time_is_over()
    {
        TestSink sink = Post(keyed: true);
        _time.Pass(TimeSpan.FromMilliseconds(1_990));
        Assert.Equal(0, sink.Times);

        _time.Pass(TimeSpan.FromMilliseconds(110));

        Assert.Equal(RejectionCodes.TryAgain, sink.Code);
        Assert.Equal(1, sink.Times);
    }

    [Fact]
    public void Held_work_beyond_the_bound_of_its_shard_is_refused_at_once()
    {
        TestSink[] sinks = [.. Enumerable.Range(0, 4).Select(_ => Post(keyed: false))];

        Assert.Equal([0, 0, 0, 1], sinks.Select(sink => sink.Times));
        Assert.Equal(RejectionCodes.Overloaded, sinks[3].Code);
    }

    [Theory]
    [InlineData((int)SendOutcome.Full)]
    [InlineData((int)SendOutcome.TooLong)]
    public void Work_beyond_a_bound_of_the_wire_is_refused_at_once(int outcome)
    {
        Own(_one, 1);
        _peers.Outcome = (SendOutcome)outcome;

        Assert.Equal(RejectionCodes.Overloaded, Post(keyed: true).Code);
    }

    /// <summary>To be told of a bound means that nothing was done.</summary>
    [Fact]
    public void Work_that_was_lost_and_then_meets_a_bound_is_told_that_it_may_have_been_done()
    {
        Own(_one, 1);
        TestSink[] sinks = [Post(keyed: true), Post(keyed: true), Post(keyed: true)];
        _peers.Calls[0].Call.Lost();
        _peers.Outcome = SendOutcome.Full;
        _time.Pass(TimeSpan.FromMilliseconds(100));
        _peers.Calls[1].Call.Refused(CallRefusal.Overloaded);

        Assert.Equal([RejectionCodes.TryAgain, RejectionCodes.Overloaded], sinks.Take(2).Select(sink => sink.Code));
        Assert.Equal([1, 1, 0], sinks.Select(sink => sink.Times));
    }

    [Fact]
    public void A_wrong_owner_corrects_the_map_and_the_work_follows()
    {
        Own(_one, 1);
        TestSink sink = Post(keyed: false);

        _peers.Calls[0].Call.WrongOwner(_two, new(5));

        Assert.Equal(new ShardPlace(_two, new(5), false), _map.Find(Shard));
        Assert.Equal([_one, _two], _peers.Calls.Select(call => call.Silo));
        Assert.Equal(0, sink.Times);
    }

    [Fact]
    public void The_map_never_goes_back_to_a_lower_epoch()
    {
        Own(_one, 5);
        Post(keyed: false);

        _peers.Calls[0].Call.WrongOwner(_two, new(4));
        _time.Pass(TimeSpan.FromMilliseconds(100));
        _peers.Calls[1].Call.WrongOwner(_two, new(5));

        Assert.Equal(new ShardPlace(_one, new(5), false), _map.Find(Shard));
        Assert.Equal([_one, _one], _peers.Calls.Select(call => call.Silo));
    }

    [Fact]
    public void Silos_that_send_work_round_are_asked_three_times_before_it_is_held()
    {
        Own(_one, 1);
        Post(keyed: false);
        for (int hop = 0; hop < 3; hop++)
        {
            _peers.Calls[hop].Call.WrongOwner(hop % 2 == 0 ? _two : _one, new(2 + hop));
        }

        Assert.Equal([_one, _two, _one], _peers.Calls.Select(call => call.Silo));
        _time.Pass(TimeSpan.FromMilliseconds(100));
        Assert.Equal(4, _peers.Calls.Count);
    }

    [Fact]
    public void A_request_without_a_key_that_is_lost_is_never_sent_twice()
    {
        TestSink sink = LoseAt(_one, keyed: false);

        AssertNotSentTwice(sink);
    }

    [Fact]
    public void A_key_without_a_member_is_no_key()
    {
        Own(_one, 1);
        TestSink sink = new();
        _router.Post(Shard, new Request(Input, sink) { Key = Key });

        _peers.Calls[0].Call.Lost();

        AssertNotSentTwice(sink);
    }

    /// <summary>The control of the two tests above: their check does see a request that is sent twice.</summary>
    [Fact]
    public void A_request_with_a_key_that_is_lost_is_sent_to_whoever_has_the_shard_next()
    {
        TestSink sink = LoseAt(_one, keyed: true);
        Own(_two, 2);

        Assert.Equal([_one, _two], _peers.Calls.Select(call => call.Silo));
        Assert.Equal(0, sink.Times);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNotSentTwice(sink));
    }

    [Fact]
    public void A_lost_request_with_a_key_is_told_to_try_again_at_the_end()
    {
        TestSink sink = LoseAt(_one, keyed: true);
        _peers.Unreachable.Add(_one);

        _time.Pass(TimeSpan.FromMilliseconds(2_100));

        Assert.Equal((RejectionCodes.TryAgain, 1), (sink.Code, sink.Times));
    }

    [Fact]
    public void Refusals_of_the_other_silo_are_told()
    {
        Own(_one, 1);
        TestSink[] sinks = [Post(keyed: true), Post(keyed: true), Post(keyed: false)];

        _peers.Calls[0].Call.Refused(CallRefusal.Overloaded);
        _peers.Calls[1].Call.Refused(CallRefusal.Unreadable);
        _peers.Calls[2].Call.Refused(CallRefusal.Unsent);

        Assert.Equal([RejectionCodes.Overloaded, RejectionCodes.TryAgain, RejectionCodes.TryAgain], sinks.Select(sink => sink.Code));
        Assert.All(sinks, sink => Assert.Equal(1, sink.Times));
    }

    [Fact]
    public async Task A_reply_that_is_not_understood_is_told_as_unknown()
    {
        Own(_one, 1);
        TestSink sink = Post(keyed: true);

        _peers.Calls[0].Call.Replied("nonsense"u8.ToArray());

        Assert.Equal(RejectionCodes.TryAgain, Assert.IsType<NotDone>(await sink.Told).Code);
    }

    [Fact]
    public void Work_that_is_held_when_the_silo_stops_is_told_to_try_again()
    {
        TestSink sink = Post(keyed: true);

        _router.Dispose();

        Assert.Equal((RejectionCodes.TryAgain, 1), (sink.Code, sink.Times));
        Assert.Equal(RejectionCodes.TryAgain, Post(keyed: false).Code);
    }

    public void Dispose() => _router.Dispose();

    private static ShardInput Input => new Enrol(Member);

    private static void AssertTold(TestSink sink) => Assert.Equal((RejectionCodes.TryAgain, 1), (sink.Code, sink.Times));

    private void AssertNotSentTwice(TestSink sink)
    {
        AssertTold(sink);
        Own(_two, 9);
        _time.Pass(TimeSpan.FromSeconds(3));
        Assert.Single(_peers.Calls);
    }

    private TestSink LoseAt(SiloId silo, bool keyed)
    {
        Own(silo, 1);
        TestSink sink = Post(keyed);
        Assert.Single(_peers.Calls).Call.Lost();
        return sink;
    }

    private TestSink Post(bool keyed)
    {
        TestSink sink = new();
        _router.Post(Shard, new Request(Input, sink) { Member = Member, Key = keyed ? Key : null });
        return sink;
    }

    private void Own(SiloId silo, long epoch) => _map.See(new([Live(_self), Live(_one), Live(_two)], [new(Shard, new(epoch), silo)]));

    private static SiloMember Live(SiloId silo) => new(silo, "silo", "http://127.0.0.1:1", SiloStanding.Live, default, default);
}
