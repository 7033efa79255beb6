using Jifen.Silo.Live;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Live;

/// <summary>Silos on one database: the live page of each shows all of them.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class LiveClusterTests(PostgresServer server) : IAsyncDisposable
{
    private const int Shards = 12;

    private readonly string _connection = server.To("postgres", server.CreateSchema());
    private readonly List<TestSilo> _silos = [];

    public async ValueTask DisposeAsync()
    {
        foreach (TestSilo silo in _silos)
        {
            await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Every_silo_shows_the_same_sums_all_silos_and_each_notice_once()
    {
        TestSilo[] silos = [await StartAsync("silo-1"), await StartAsync("silo-2"), await StartAsync("silo-3")];
        await Task.WhenAll(silos.Select(SpreadAsync));
        for (int member = 0; member < 24; member++)
        {
            await silos[member % 3].EnrolAsync($"m{member}");
            Assert.Equal(200, (await silos[(member + 1) % 3].EarnAsync($"m{member}", "large", 200_000)).Status);
        }

        LiveFrame[] frames = await Task.WhenAll(silos.Select(silo => UntilAsync(silo, frame =>
            frame.Totals is { Members: 24, Activities: 24 } && frame.Invariants.Count > 0 && frame.Silos.All(other => other.Process is not null)
            && Large(silo).Length == 24)));
        while (!frames.All(frame => Heads(frame).SequenceEqual(Heads(frames[0]))))
        {
            // A message between shards may still have been on its way when the first was taken; once none is, the heads stand.
            frames = await Task.WhenAll(silos.Select((silo, number) => UntilAsync(silo, frame => frame != frames[number])));
        }

        Assert.Equal(2_000 * 24, frames[0].Totals.PointsIn);
        Assert.All(frames, frame => Assert.Equal(frames[0].Totals, frame.Totals));
        Assert.All(frames, frame => Assert.All(frame.Invariants, sum => Assert.True(sum.Holds, sum.Name)));
        Assert.All(frames, frame => Assert.All(frame.Shards, shard => Assert.True(shard.Serving, $"{shard}")));
        for (int silo = 0; silo < 3; silo++)
        {
            Assert.Equal(["silo-1", "silo-2", "silo-3"], frames[silo].Silos.Select(other => other.Name));
            Assert.Equal($"silo-{silo + 1}", Assert.Single(frames[silo].Silos, other => other.IsHere).Name);
            Assert.All(frames[silo].Silos, other => Assert.Equal((SiloStanding.Live, true), (other.Standing, other.Shards > 0 && other.Process!.Memory > 0)));
            Assert.Equal(Shards, frames[silo].Silos.Sum(other => other.Shards));
        }

        Assert.All(silos, silo => Assert.Equal(Large(silos[0]).Order(StringComparer.Ordinal), Large(silo).Order(StringComparer.Ordinal)));
        Assert.All(silos, silo => Assert.Equal(24, Large(silo).Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task A_silo_that_leaves_and_one_that_is_declared_dead_are_seen_with_what_they_leave_behind()
    {
        TestSilo[] silos = [await StartAsync("silo-1"), await StartAsync("silo-2"), await StartAsync("silo-3")];
        await Task.WhenAll(silos.Select(SpreadAsync));
        await Task.WhenAll(silos[..2].Select(silo => UntilAsync(silo, _ => Taken(silo, "silo-2") > 0 && Taken(silo, "silo-3") > 0)));
        Assert.True(await silos[2].StopAsync());
        foreach (TestSilo silo in silos[..2])
        {
            LiveFrame frame = await UntilAsync(silo, frame => frame.Silos[2].Standing == SiloStanding.Left && frame.Shards.All(shard => shard.Serving)
                && Taken(silo, "silo-3") > 0 && Inherited(silo) == Taken(silo, "silo-3"));
            Assert.Equal((Shards, 0), (frame.Silos[0].Shards + frame.Silos[1].Shards, frame.Silos[2].Shards));
            Assert.Equal(["silo-left", "silo-joined"], Kinds(silo, "silo-3"));
        }

        PostgresServer.Execute(_connection, "UPDATE silo SET standing = 'dead', gone = clock_timestamp() WHERE name = 'silo-2' AND gone IS NULL");
        foreach (TestSilo silo in silos[..2])
        {
            await UntilAsync(silo, frame => frame.Silos[1] is { Standing: SiloStanding.Live, Shards: > 0 } && frame.Shards.All(shard => shard.Serving) && Kinds(silo, "silo-2").Length > 2);
            Assert.Equal(["silo-returned", "silo-died", "silo-joined"], Kinds(silo, "silo-2"));
        }
    }

    [Fact]
    public async Task A_silo_that_has_its_store_for_itself_shows_no_silos_and_all_shards_as_before()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.Empty(frame.Silos);
        Assert.Equal(4, frame.Shards.Count);
        Assert.All(frame.Shards, shard => Assert.Equal((true, null), (shard.Serving, shard.Silo)));
        Assert.DoesNotContain(silo.Host.Engine.Desk.Notices, notice => notice.Kind.StartsWith("silo-", StringComparison.Ordinal));
    }

    private async Task<TestSilo> StartAsync(string name)
    {
        TestSilo silo = await TestSilo.StartAsync(shards: Shards, limits: TestSilo.Unbound, with: options => options with
        {
            Postgres = _connection,
            ClusterSecret = PostgresSiloTests.Secret,
            Cluster = options.Cluster with { Name = name },
        });
        _silos.Add(silo);
        return silo;
    }

    /// <summary>Waits until all three have shards, and none is without an owner.</summary>
    private static Task<LiveFrame> SpreadAsync(TestSilo silo) => UntilAsync(silo, frame =>
        frame.Silos.Count == 3 && frame.Silos.All(other => other.Shards > 0) && frame.Shards.All(shard => shard is { Serving: true, Silo: not null }));

    private static async Task<LiveFrame> UntilAsync(TestSilo silo, Func<LiveFrame, bool> holds)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        LiveDesk desk = silo.Host.Engine.Desk;
        LiveFrame frame = desk.Now;
        while (!holds(frame))
        {
            try
            {
                frame = await desk.NextAsync(frame, patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{frame} {string.Join('\n', frame.Silos)} {string.Join('\n', desk.Notices)}");
            }
        }

        return frame;
    }

    private static IEnumerable<(ShardId Shard, Sequence Head, string? Silo)> Heads(LiveFrame frame) => frame.Shards.Select(shard => (shard.Shard, shard.Head, shard.Silo));

    private static string[] Large(TestSilo silo) => [.. silo.Host.Engine.Desk.Notices.Where(notice => notice.Kind == NoticeKinds.LargeEarning).Select(notice => notice.Id)];

    /// <summary>What was told of the comings and goings of a silo, newest first.</summary>
    private static string[] Kinds(TestSilo silo, string of) =>
        [.. silo.Host.Engine.Desk.Notices.Where(notice => notice.Subject == of && notice.Kind != NoticeKinds.ShardsMoved).Select(notice => notice.Kind)];

    private static long Taken(TestSilo silo, string by) =>
        silo.Host.Engine.Desk.Notices.Where(notice => notice.Kind == NoticeKinds.ShardsMoved && notice.Subject == by).Sum(notice => notice.Number!.Value);

    /// <summary>Shards that were taken after the third silo took its last.</summary>
    private static long Inherited(TestSilo silo) => silo.Host.Engine.Desk.Notices
        .TakeWhile(notice => notice is not { Kind: NoticeKinds.ShardsMoved, Subject: "silo-3" })
        .Where(notice => notice.Kind == NoticeKinds.ShardsMoved).Sum(notice => notice.Number!.Value);
}
