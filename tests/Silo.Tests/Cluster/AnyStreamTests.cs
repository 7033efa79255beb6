using System.Globalization;
using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Live events are whole on every silo, wherever the shard runs that they come from.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class AnyStreamTests(PostgresServer server) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private SiloTrio _trio = null!;

    public async Task InitializeAsync() => _trio = await SiloTrio.StartAsync(server);

    public async Task DisposeAsync() => await _trio.DisposeAsync();

    [Fact]
    public async Task A_member_sees_at_one_silo_what_was_done_at_another_and_decided_at_a_third_and_goes_on_elsewhere()
    {
        string member = _trio.MemberOn(_trio[2], "third");
        await _trio[1].EnrolAsync(member);
        using EventStream stream = await EventStream.OpenAsync(_trio[0], $"/v1/members/{member}/events", await _trio[1].TokenAsync(member));
        Assert.Equal(200, (await _trio[1].EarnAsync(member, "a0", 1_000)).Status);
        Assert.Equal(200, (await _trio[1].PlayAsync(member, "k")).Status);
        EventStream.Event earned = await NextAsync(stream);
        Assert.Equal("a0", CauseOf(earned));
        Assert.StartsWith("play", (await NextAsync(stream)).Kinds, StringComparison.Ordinal);

        string last = earned.Id;
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(200, (await _trio[i % 3].EarnAsync(member, $"a{i + 1}", 1_000)).Status);
            using EventStream resumed = await EventStream.OpenAsync(_trio[(i + 1) % 3], $"/v1/members/{member}/events", last: last);
            EventStream.Event next = await NextAsync(resumed);
            if (i == 0)
            {
                Assert.StartsWith("play", next.Kinds, StringComparison.Ordinal);
                next = await NextAsync(resumed);
            }

            Assert.Equal($"a{i + 1}", CauseOf(next));
            last = next.Id;
        }
    }

    [Fact]
    public async Task A_stream_that_opens_while_its_member_earns_elsewhere_misses_nothing_and_repeats_nothing()
    {
        string member = _trio.MemberOn(_trio[2], "busy");
        await _trio[2].EnrolAsync(member);
        for (int round = 0; round < 5; round++)
        {
            int r = round;
            string position = (await _trio[2].GetAsync($"/v1/members/{member}")).Json.GetProperty("asOf").GetProperty("position").GetString()!;
            Task earning = Task.Run(async () =>
            {
                for (int i = 0; i < 30; i++)
                {
                    Assert.Equal(200, (await _trio[i % 3].EarnAsync(member, $"r{r}-{i}", 100)).Status);
                }
            });
            using EventStream stream = await EventStream.OpenAsync(_trio[round % 2], $"/v1/members/{member}/events", last: position);
            for (int i = 0; i < 30; i++)
            {
                Assert.Equal($"r{round}-{i}", CauseOf(await NextAsync(stream)));
            }

            await earning;
        }
    }

    [Fact]
    public async Task Staff_sees_every_record_of_all_shards_once_and_in_order_also_while_shards_move()
    {
        IReadOnlyList<string> members = _trio.MembersOfAllShards("seen");
        await Task.WhenAll(members.Select(member => _trio[0].EnrolAsync(member)));
        using EventStream stream = await EventStream.OpenAsync(_trio[0], "/v1/live");
        using EventStream other = await EventStream.OpenAsync(_trio[1], "/v1/live");
        await EarnAllAsync(members, 0, 5);
        Task earning = EarnAllAsync(members, 5, 60);
        await _trio.LeaveAsync(_trio[2]);
        await _trio.JoinAsync();
        await earning;
        await _trio.SettledAsync();
        await EarnAllAsync(members, 60, 65);

        foreach (EventStream seen in (EventStream[])[stream, other])
        {
            await WholeAsync(seen, members, 65);
        }
    }

    [Fact]
    public async Task Staff_who_come_again_at_another_silo_are_told_that_something_may_be_missing()
    {
        string member = _trio.MemberOn(_trio[2], "gap");
        using EventStream kept = await EventStream.OpenAsync(_trio[0], "/v1/live");
        using EventStream other = await EventStream.OpenAsync(_trio[1], "/v1/live");
        await _trio[0].EnrolAsync(member);
        string last = (await NextAsync(kept)).Id;
        Assert.Equal("enrolled", (await NextAsync(other)).Kinds);
        Assert.Equal(200, (await _trio[0].EarnAsync(member, "g", 100)).Status);
        using EventStream again = await EventStream.OpenAsync(_trio[0], "/v1/live", last: last);
        Assert.Equal("g", CauseOf(await NextAsync(again)));
        using EventStream elsewhere = await EventStream.OpenAsync(_trio[1], "/v1/live", last: last);
        Assert.Equal("gap", (await NextAsync(elsewhere)).Name);
    }

    [Fact]
    public async Task Without_the_records_of_other_silos_a_stream_is_seen_to_be_deaf()
    {
        string here = _trio.MemberOn(_trio[0], "ear");
        string there = _trio.MemberOn(_trio[2], "far");
        await _trio[0].EnrolAsync(here);
        await _trio[0].EnrolAsync(there);
        SiloEngine engine = _trio[0].Host.Engine;
        using EventStream stream = await EventStream.OpenAsync(_trio[0], "/v1/live");
        await engine.Records!.DisposeAsync();
        Assert.Equal(200, (await _trio[0].EarnAsync(there, "f", 100)).Status);
        Assert.Equal(200, (await _trio[0].EarnAsync(here, "h", 100)).Status);
        Assert.Equal("h", CauseOf(await NextAsync(stream)));
    }

    private static string? CauseOf(EventStream.Event told) =>
        told.Json.GetProperty("changes")[1].GetProperty("cause").GetString();

    private static Task<EventStream.Event> NextAsync(EventStream stream) => stream.NextEventAsync().WaitAsync(Patience);

    /// <summary>Reads until all was seen: each activity once, and the records of each shard in their order.</summary>
    private static async Task WholeAsync(EventStream stream, IReadOnlyList<string> members, int activities)
    {
        HashSet<string> awaited = [.. members.SelectMany(member => Enumerable.Range(0, activities).Select(i => $"{member}-{i}"))];
        Dictionary<string, long> last = [];
        while (awaited.Count > 0)
        {
            EventStream.Event told = await NextAsync(stream);
            Assert.Equal("record", told.Name);
            string[] id = told.Id.Split('.');
            long sequence = long.Parse(id[1], CultureInfo.InvariantCulture);
            Assert.True(sequence > last.GetValueOrDefault(id[0]), $"{told.Id} comes after {last.GetValueOrDefault(id[0])}");
            last[id[0]] = sequence;
            if (told.Kinds.StartsWith("activity earned", StringComparison.Ordinal))
            {
                Assert.True(awaited.Remove(CauseOf(told)!), $"{CauseOf(told)} was told twice, or never done");
            }
        }
    }

    private Task EarnAllAsync(IReadOnlyList<string> members, int from, int to) => Task.WhenAll(members.Select(async (member, which) =>
    {
        for (int i = from; i < to; i++)
        {
            // The first two silos stay.
            TestSilo.Answer answer = await _trio[(which + i) % 2].EarnAsync(member, $"{member}-{i}", 100);
            Assert.True(answer.Status == 200, answer.Body);
        }
    }));
}
