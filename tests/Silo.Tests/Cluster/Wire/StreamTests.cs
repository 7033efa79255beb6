using System.Globalization;
using System.Text;
using Jifen.Silo.Cluster.Wire;

namespace Jifen.Silo.Tests.Cluster.Wire;

public sealed class StreamTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    private readonly WireStore _store = WireStore.Create();

    [Fact]
    public async Task A_call_gets_the_reply_of_the_other_silo()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        PeerLink link = await here.ConnectAsync(there);
        TestCall call = new();

        Assert.Equal(SendOutcome.Sent, link.TryCall(new(3), Long, "hello"u8.ToArray(), call));

        Assert.Equal("replied hello", await call.Told);
        Assert.Equal([3], there.Receiver.Order);
    }

    [Fact]
    public async Task A_call_is_told_where_its_shard_is_believed_to_be()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        PeerLink link = await here.ConnectAsync(there);
        there.Receiver.Answer = call => call.WrongOwner(here.Id, new(12));
        TestCall call = new();

        link.TryCall(new(3), Long, default, call);

        Assert.Equal($"owner {here.Id} epoch 12", await call.Told);
    }

    [Fact]
    public async Task Ten_thousand_calls_between_three_silos_get_each_their_own_reply()
    {
        WireLimits limits = new() { UnansweredCalls = 20_000 };
        await using WireSilo one = await WireSilo.StartAsync(_store, limits);
        await using WireSilo two = await WireSilo.StartAsync(_store, limits);
        await using WireSilo three = await WireSilo.StartAsync(_store, limits);
        PeerLink[] links =
        [
            await one.ConnectAsync(two), await one.ConnectAsync(three), await two.ConnectAsync(one),
            await two.ConnectAsync(three), await three.ConnectAsync(one), await three.ConnectAsync(two),
        ];
        foreach (WireSilo silo in new[] { one, two, three })
        {
            silo.Receiver.Answer = call => ThreadPool.UnsafeQueueUserWorkItem(
                static call => call.Reply(Encoding.UTF8.GetBytes($"{call.Shard} {Encoding.UTF8.GetString(call.Payload.Span)}")), call, preferLocal: false);
        }

        TestCall[] calls = [.. Enumerable.Range(0, 10_000).Select(_ => new TestCall())];
        for (int number = 0; number < calls.Length; number++)
        {
            Assert.Equal(SendOutcome.Sent, links[number % links.Length].TryCall(new(number), Long, Text(number), calls[number]));
        }

        string[] told = await Task.WhenAll(calls.Select(call => call.Told));
        Assert.Equal(Enumerable.Range(0, 10_000).Select(number => $"replied {number} {number}"), told);
        Assert.All(calls, call => Assert.Equal(1, call.Times));
    }

    [Fact]
    public async Task Frames_arrive_in_the_order_in_which_they_were_sent()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        PeerLink link = await here.ConnectAsync(there);

        for (int number = 0; number < 2_000; number += 2)
        {
            Assert.Equal(SendOutcome.Sent, link.TrySend(new MailFrame(new(1), new(number), Lane.Member, Text(number))));
            Assert.Equal(SendOutcome.Sent, link.TrySend(new AcknowledgementFrame(new(1), new(2), Lane.Control, number + 1)));
        }

        for (int number = 0; number < 2_000; number += 2)
        {
            Assert.Equal(number, Assert.IsType<MailFrame>(await there.Receiver.NextMailAsync()).To.Value);
            Assert.Equal(number + 1, Assert.IsType<AcknowledgementFrame>(await there.Receiver.NextMailAsync()).Number);
        }
    }

    [Fact]
    public async Task A_frame_of_several_megabytes_goes_both_ways()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        PeerLink link = await here.ConnectAsync(there);
        string large = new('x', 5_000_000);
        TestCall call = new();

        Assert.Equal(SendOutcome.Sent, link.TryCall(new(0), Long, Encoding.UTF8.GetBytes(large), call));

        Assert.Equal($"replied {large}", await call.Told);
    }

    [Fact]
    public async Task Calls_beyond_the_bound_are_refused_at_once_and_taken_again_after_an_answer()
    {
        WireLimits limits = new() { UnansweredCalls = 2 };
        await using WireSilo here = await WireSilo.StartAsync(_store, limits);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        there.Receiver.Keep();
        PeerLink link = await here.ConnectAsync(there);
        TestCall[] calls = [.. Enumerable.Range(0, 4).Select(_ => new TestCall())];

        Assert.Equal([SendOutcome.Sent, SendOutcome.Sent, SendOutcome.Full], calls.Take(3).Select(call => link.TryCall(new(0), Long, default, call)));
        (await there.Receiver.NextCallAsync()).Reply(default);
        await calls[0].Told;

        Assert.Equal(SendOutcome.Sent, link.TryCall(new(0), Long, default, calls[3]));
        Assert.Equal(0, calls[2].Times);
    }

    [Fact]
    public async Task The_other_silo_refuses_calls_beyond_its_own_bound()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store, new() { UnansweredCalls = 1 });
        there.Receiver.Keep();
        PeerLink link = await here.ConnectAsync(there);
        (TestCall first, TestCall second) = (new(), new());

        link.TryCall(new(0), Long, default, first);
        link.TryCall(new(0), Long, default, second);

        Assert.Equal("refused Overloaded", await second.Told);
        (await there.Receiver.NextCallAsync()).Reply("late"u8.ToArray());
        Assert.Equal("replied late", await first.Told);
        Assert.Equal(1, there.Receiver.Arrived);
    }

    [Fact]
    public async Task Bytes_beyond_the_bound_and_frames_that_are_too_long_are_not_sent()
    {
        WireLimits limits = new() { FrameBytes = 1_000, QueuedBytes = 900 };
        await using WireSilo here = await WireSilo.StartAsync(_store, limits);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        PeerLink link = await here.ConnectAsync(there);
        (TestCall tooMuch, TestCall tooLong) = (new(), new());

        Assert.Equal(SendOutcome.Full, link.TryCall(new(0), Long, new byte[950], tooMuch));
        Assert.Equal(SendOutcome.TooLong, link.TryCall(new(0), Long, new byte[1_000], tooLong));
        Assert.Equal((0, 0), (tooMuch.Times, tooLong.Times));
    }

    [Fact]
    public async Task A_reply_that_is_too_long_is_told_as_unsent()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store, new() { FrameBytes = 1_000 });
        there.Receiver.Answer = call => call.Reply(new byte[1_000]);
        PeerLink link = await here.ConnectAsync(there);
        TestCall call = new();

        link.TryCall(new(0), Long, default, call);

        Assert.Equal("refused Unsent", await call.Told);
    }

    [Fact]
    public async Task A_call_beyond_its_deadline_is_lost_and_its_late_reply_is_dropped()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        there.Receiver.Keep();
        PeerLink link = await here.ConnectAsync(there);
        (TestCall late, TestCall next) = (new(), new());

        link.TryCall(new(0), TimeSpan.FromMilliseconds(20), default, late);
        Assert.Equal("lost", await late.Told);
        (await there.Receiver.NextCallAsync()).Reply(default);
        there.Receiver.Answer = static call => call.Reply(call.Payload);
        link.TryCall(new(0), Long, "next"u8.ToArray(), next);

        Assert.Equal("replied next", await next.Told);
        Assert.Equal(1, late.Times);
    }

    [Fact]
    public async Task A_stopped_silo_loses_its_calls_once_and_is_connected_again_when_it_is_back()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        WireSilo there = await WireSilo.StartAsync(_store);
        there.Receiver.Keep();
        PeerLink link = await here.ConnectAsync(there);
        TestCall[] calls = [.. Enumerable.Range(0, 500).Select(_ => new TestCall())];
        Assert.All(calls, call => Assert.Equal(SendOutcome.Sent, link.TryCall(new(0), Long, default, call)));
        await there.Receiver.NextCallAsync();
        Task again = here.NextConnection(there.Id);
        int port = new Uri(there.Address).Port;

        await there.DisposeAsync();

        Assert.All(await Task.WhenAll(calls.Select(call => call.Told)), told => Assert.Equal("lost", told));
        Assert.Equal(SendOutcome.NotConnected, link.TryCall(new(0), Long, default, new TestCall()));
        await using WireSilo back = await WireSilo.StartAsync(_store, id: there.Id, port: port);
        await again.WaitAsync(WireSilo.Patience);
        TestCall after = new();
        Assert.Equal(SendOutcome.Sent, link.TryCall(new(0), Long, "again"u8.ToArray(), after));
        Assert.Equal("replied again", await after.Told);
        Assert.All(calls, call => Assert.Equal(1, call.Times));
    }

    [Fact]
    public async Task A_link_that_is_not_kept_loses_its_calls_once()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        there.Receiver.Keep();
        PeerLink link = await here.ConnectAsync(there);
        TestCall call = new();
        link.TryCall(new(0), Long, default, call);
        IncomingCall taken = await there.Receiver.NextCallAsync();

        await here.Links.KeepAsync([here.Id]);
        taken.Reply(default);

        Assert.Equal("lost", await call.Told);
        Assert.Equal(1, call.Times);
        Assert.Equal(SendOutcome.NotConnected, link.TryCall(new(0), Long, default, new TestCall()));
        Assert.Empty(here.Links.ConnectedSilos);
    }

    [Fact]
    public async Task A_second_answer_to_a_call_is_dropped()
    {
        await using WireSilo here = await WireSilo.StartAsync(_store);
        await using WireSilo there = await WireSilo.StartAsync(_store);
        there.Receiver.Answer = call =>
        {
            call.Reply("first"u8.ToArray());
            call.Refuse(CallRefusal.Overloaded);
        };
        PeerLink link = await here.ConnectAsync(there);
        (TestCall call, TestCall next) = (new(), new());

        link.TryCall(new(0), Long, default, call);
        link.TryCall(new(0), Long, default, next);

        Assert.Equal(["replied first", "replied first"], [await call.Told, await next.Told]);
        Assert.Equal(1, call.Times);
    }

    private static byte[] Text(int number) => Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture));
}
