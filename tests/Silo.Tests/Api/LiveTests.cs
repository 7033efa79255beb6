using Jifen.Silo.Api;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;

namespace Jifen.Silo.Tests.Api;

public class LiveTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    protected virtual SiloSeams Seams => new();

    public async Task InitializeAsync() =>
        _silo = await TestSilo.StartAsync(Seams, limits: TestSilo.Unbound with { MemberStreams = 2, StaffStreams = 1, Heartbeat = TimeSpan.FromMilliseconds(50) });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_member_sees_what_happens_to_it_and_nothing_of_others()
    {
        await _silo.EnrolAsync("own");
        await _silo.EnrolAsync("other");
        using EventStream stream = await EventStream.OpenAsync(_silo, "/v1/members/own/events", await _silo.TokenAsync("own"));
        Assert.Equal(200, (await _silo.EarnAsync("other", "o1", 1_000)).Status);
        Assert.Equal(200, (await _silo.EarnAsync("own", "a1", 1_000)).Status);
        Assert.Equal(200, (await _silo.EarnAsync("own", "a2", 2_000)).Status);
        EventStream.Event first = await stream.NextEventAsync();
        EventStream.Event second = await stream.NextEventAsync();
        Assert.Equal(("record", "activity earned", "a1"), (first.Name, first.Kinds, first.Json.GetProperty("changes")[1].GetProperty("cause").GetString()));
        Assert.Equal("a2", second.Json.GetProperty("changes")[1].GetProperty("cause").GetString());
        Assert.Equal(second.Id, (await _silo.GetAsync("/v1/members/own")).Json.GetProperty("asOf").GetProperty("position").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_break_the_stream_goes_on_where_it_was_from_the_ring_or_from_the_journal(bool ringStays)
    {
        await _silo.EnrolAsync("back");
        using EventStream? keeper = ringStays ? await EventStream.OpenAsync(_silo, "/v1/members/back/events") : null;
        string position = (await _silo.GetAsync("/v1/members/back")).Json.GetProperty("asOf").GetProperty("position").GetString()!;
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(200, (await _silo.EarnAsync("back", $"b{i}", 100)).Status);
        }

        string last = position;
        for (int i = 0; i < 5; i++)
        {
            using EventStream stream = await EventStream.OpenAsync(_silo, "/v1/members/back/events", last: last);
            EventStream.Event next = await stream.NextEventAsync();
            Assert.Equal($"b{i}", next.Json.GetProperty("changes")[1].GetProperty("cause").GetString());
            last = next.Id;
            await ClosedAsync(stream, ringStays ? 1 : 0);
        }
    }

    [Fact]
    public async Task Staff_sees_everything_masked_and_a_place_that_is_lost_is_told()
    {
        using EventStream stream = await EventStream.OpenAsync(_silo, "/v1/live", last: "0.1");
        Assert.Equal("gap", (await stream.NextEventAsync()).Name);
        await _silo.EnrolAsync("seen-by-staff");
        EventStream.Event enrolled = await stream.NextEventAsync();
        Assert.Equal("enrolled", enrolled.Kinds);
        Assert.Equal(Alias("seen-by-staff"), enrolled.Json.GetProperty("member").GetString());
        Assert.DoesNotContain("seen-by-staff", enrolled.Data, StringComparison.Ordinal);
        Assert.Equal(200, (await _silo.PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"r"}""")).Status);
        Assert.Equal("paused:lottery:lucky-wheel", (await stream.NextEventAsync()).Json.GetProperty("notice").GetString());
        Assert.Equal(409, (await _silo.PlayAsync("seen-by-staff", "k")).Status);
        Assert.Equal("refused:not_open", (await stream.NextEventAsync()).Json.GetProperty("notice").GetString());
    }

    [Fact]
    public async Task A_stream_lives_by_heartbeats_and_ends_with_the_key_that_opened_it()
    {
        await _silo.EnrolAsync("beat");
        var made = _silo.Host.Engine.ServerKeys.Create("watcher", ["members"]);
        using EventStream stream = await EventStream.OpenAsync(_silo, "/v1/members/beat/events", made.Text);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(":", (await stream.NextAsync())!.Name);
        }

        Assert.True(_silo.Host.Engine.ServerKeys.Revoke(made.Key.Id));
        EventStream.Event end = await stream.NextEventAsync();
        Assert.Equal(("end", """{"reason":"unauthenticated"}"""), (end.Name, end.Data));
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Streams_are_bounded_and_bad_places_are_refused()
    {
        await _silo.EnrolAsync("full");
        using EventStream one = await EventStream.OpenAsync(_silo, "/v1/members/full/events");
        using EventStream two = await EventStream.OpenAsync(_silo, "/v1/members/full/events");
        Assert.Equal("429 stream_limit", Told(await _silo.GetAsync("/v1/members/full/events")));
        Assert.Equal("404 unknown_member", Told(await _silo.GetAsync("/v1/members/nobody/events")));
        Assert.Equal("422 invalid", Told(await _silo.GetAsync("/v1/live", header: ("Last-Event-ID", "7"))));
        Assert.Equal("422 invalid", Told(await _silo.GetAsync("/v1/live", header: ("Last-Event-ID", "99.1"))));
        await ClosedAsync(one, 1);
        using EventStream again = await EventStream.OpenAsync(_silo, "/v1/members/full/events");
    }

    [Fact]
    public async Task A_silo_that_stops_ends_its_streams()
    {
        using EventStream stream = await EventStream.OpenAsync(_silo, "/v1/live");
        Task<bool> stopped = _silo.Host.StopAsync();
        Assert.Equal("""{"reason":"stopping"}""", (await stream.NextEventAsync()).Data);
        Assert.True(await stopped);
    }

    [Fact]
    public void A_reader_that_falls_behind_loses_its_place_and_a_writer_never_waits()
    {
        LiveRing ring = new(4);
        Assert.Equal([], ring.From(0, 10)!);
        for (int i = 1; i <= 5; i++)
        {
            ring.Add(Record(i));
        }

        Assert.Null(ring.From(0, 10));
        Assert.Equal([2L, 3, 4, 5], ring.From(1, 10)!.Select(live => live.Record.Sequence.Value));
        Assert.Equal([2L, 3], ring.From(1, 2)!.Select(live => live.Record.Sequence.Value));
        Assert.Equal((2L, 5L, null), (ring.After(Record(2).Name), ring.After(Record(5).Name), ring.After(Record(1).Name)));
        Task more = ring.MoreThan(5);
        Assert.False(more.IsCompleted);
        ring.Add(Record(6));
        Assert.True(more.IsCompleted);
    }

    [Fact]
    public void A_record_that_nobody_watches_is_dropped_without_a_trace()
    {
        LiveFeed feed = new(new());
        LiveRecord watched = Record(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            feed.Durable(watched.Record, watched.Body);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        using LiveSubscription subscription = feed.Subscribe(null);
        feed.Durable(watched.Record, watched.Body);
        Assert.Single(subscription.Ring.From(subscription.Begin, 10)!);
    }

    /// <summary>Closes a stream and waits until the silo has noticed.</summary>
    private async Task ClosedAsync(EventStream stream, int left)
    {
        stream.Dispose();
        while (_silo.Host.Engine.Live.Open > left)
        {
            await Task.Yield();
        }
    }

    private string Alias(string member)
    {
        using MemberMask mask = new(_silo.Host.Engine.Store.Keys);
        return mask.Alias(_silo.Host.Engine.MemberKeys.Of(member));
    }

    private static string Told(TestSilo.Answer answer) => $"{answer.Status} {answer.Code}";

    private static LiveRecord Record(long sequence) => new(
        new()
        {
            Shard = new(0),
            Sequence = new(sequence),
            Epoch = new(1),
            Previous = default,
            Stamp = new(1),
            CatalogueVersion = 1,
            ControlGeneration = 0,
            Rules = 1,
            InputHash = default,
            Body = default,
            Hash = default,
        },
        new() { Input = new AcceptClock("test") });
}
