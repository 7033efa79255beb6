using Jifen.Silo.Api;
using Jifen.Silo.Cluster;
using Jifen.Silo.Hosting;
using Jifen.Silo.Tests.Api;
using Jifen.Silo.Tests.Journal.Postgres;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>A silo that does not know yet that others have its shards serves nothing old to whoever asks for the newest.</summary>
[Collection(PostgresServer.AnySiloCollection)]
public sealed class StrongReadTests(PostgresServer server)
{
    [Fact]
    public async Task A_former_owner_that_knows_nothing_serves_plain_reads_stale_and_strong_ones_never()
    {
        await using SiloTrio trio = await WithQuietAsync();
        TestSilo stale = trio[2];
        using Deafness deafness = await Deafness.OfAsync(stale);
        string member = trio.MemberOn(stale, "old");
        ShardId shard = trio.ShardOf(member);
        await trio[0].EnrolAsync(member);
        Assert.Equal(200, (await trio[0].EarnAsync(member, "a", 1_000)).Status);
        foreach (string path in PathsOf(member))
        {
            Assert.Equal(200, (await stale.GetAsync(path + "consistency=strong")).Status);
        }

        await TakeOverAsync(trio, shard);
        Assert.Equal(200, (await trio[0].EarnAsync(member, "b", 2_000)).Status);

        Assert.NotNull(stale.Host.Engine.Shards.Find(shard));
        Assert.Equal(10, PointsOf(await stale.GetAsync($"/v1/members/{member}")));
        foreach (string path in PathsOf(member))
        {
            Assert.Equal(200, (await stale.GetAsync(path)).Status);
            TestSilo.Answer refused = await stale.GetAsync(path + "consistency=strong");
            Assert.Equal((503, "try_again"), (refused.Status, refused.Code));
        }

        Assert.Equal(30, PointsOf(await trio[0].GetAsync($"/v1/members/{member}?consistency=strong")));
        Assert.Equal(30, PointsOf(await trio[1].GetAsync($"/v1/members/{member}?consistency=strong")));
    }

    [Theory]
    [InlineData(false, 503, "try_again")]
    [InlineData(true, 404, "unknown_card")]
    public async Task A_former_owner_that_knows_nothing_refuses_nothing_by_what_it_knew(bool trustsItself, int status, string code)
    {
        await using SiloTrio trio = await WithQuietAsync(TimeSpan.FromSeconds(5));
        TestSilo stale = trio[2];
        using Deafness deafness = await Deafness.OfAsync(stale);
        string member = trio.MemberOn(stale, "old");
        await trio[0].EnrolAsync(member);
        await TakeOverAsync(trio, trio.ShardOf(member));
        while (stale.Host.Engine.Shards.IsSurelyAlive())
        {
            await Task.Delay(20);
        }

        stale.Host.Engine.Shards.IsSurelyAlive = trustsItself ? static () => true : stale.Host.Engine.Shards.IsSurelyAlive;
        TestSilo.Answer refused = await stale.PostAsync($"/v1/members/{member}/cards/p{trio.ShardOf(member)}-999/scratch", null);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Reads_that_wait_share_one_question_to_the_store_and_none_gets_an_answer_from_before_it_came()
    {
        int asked = 0;
        using SemaphoreSlim goOn = new(0);
        StoreHeads heads = new(() =>
        {
            int number = Interlocked.Increment(ref asked);
            goOn.Wait();
            return [new Sequence(number)];
        });
        Task<IReadOnlyList<Sequence>> first = heads.NowAsync();
        while (Volatile.Read(ref asked) == 0)
        {
            await Task.Yield();
        }

        Task<IReadOnlyList<Sequence>>[] more = [.. Enumerable.Range(0, 100).Select(_ => heads.NowAsync())];
        goOn.Release(2);
        Assert.Equal([new Sequence(1)], await first);
        Assert.All(await Task.WhenAll(more), answer => Assert.Equal([new Sequence(2)], answer));
        goOn.Release();
        Assert.Equal([new Sequence(3)], await heads.NowAsync());
    }

    [Fact]
    public async Task One_silo_serves_strong_reads_and_refuses_what_is_no_consistency()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.EnrolAsync("one");
        Assert.Equal(200, (await silo.GetAsync("/v1/members/one?consistency=strong")).Status);
        TestSilo.Answer weak = await silo.GetAsync("/v1/members/one?consistency=weak");
        Assert.Equal((422, "invalid"), (weak.Status, weak.Code));
    }

    /// <param name="deadAfter">After so long in which the store has not heard of it the quiet silo may be dead, as far as itself knows; null as for the others.</param>
    private Task<SiloTrio> WithQuietAsync(TimeSpan? deadAfter = null) => SiloTrio.StartAsync(server, with: (silo, options) => silo == 2 ? Quiet(options, deadAfter) : options);

    /// <summary>It writes nothing by itself, not even a checkpoint: that would be refused, and tell it.</summary>
    private static SiloOptions Quiet(SiloOptions options, TimeSpan? deadAfter) => options with
    {
        Cluster = options.Cluster with { Patience = options.Cluster.Patience with { DeadAfter = deadAfter ?? options.Cluster.Patience.DeadAfter } },
        ShardLimits = options.ShardLimits with { CheckpointAge = TimeSpan.FromHours(1) },
        Limits = TestSilo.Unbound with { PositionWait = TimeSpan.FromMilliseconds(200) },
        DrainWithin = TimeSpan.FromSeconds(2),
    };

    private static int PointsOf(TestSilo.Answer answer) => answer.Json.GetProperty("points").GetProperty("available").GetInt32();

    private static IEnumerable<string> PathsOf(string member) =>
    [
        $"/v1/members/{member}?", $"/v1/members/{member}/history?", $"/v1/members/{member}/plays?", $"/v1/members/{member}/badges?", $"/v1/members/{member}/boards?",
        $"/v1/leaderboards/ever/members/{member}?", "/v1/leaderboards/ever?", $"/v1/lotteries?memberId={member}&", "/v1/lotteries/lucky-wheel/stock?",
    ];

    /// <summary>The others count the quiet silo as dead and take its shards.</summary>
    private static Task TakeOverAsync(SiloTrio trio, ShardId shard)
    {
        PostgresServer.Execute(trio.Connection, "UPDATE silo SET fresh_since = fresh_since - interval '1 hour'; UPDATE silo SET heartbeat = heartbeat - interval '1 hour' WHERE name = 'silo-2'");
        return TakenOverAsync(trio, shard);
    }

    /// <summary>
    /// Waits until another silo has the shard, has written that it does, and both others know: a call that they sent to the former owner would
    /// tell it.
    /// </summary>
    private static async Task TakenOverAsync(SiloTrio trio, ShardId shard)
    {
        TestSilo[] others = [.. trio.Silos.Take(2)];
        while (others.SingleOrDefault(silo => silo.Host.Engine.Shards.Find(shard) is { IsRunning: true }) is not { } owner
            || !others.All(silo => SiloTrio.Knows(silo, shard, owner)))
        {
            await Task.Delay(20);
        }
    }

    /// <summary>A silo neither beats nor looks at the others, for the thread that does waits to be let go.</summary>
    private sealed class Deafness : IDisposable
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _ended = new();

        /// <summary>Returns once the silo is deaf.</summary>
        public static async Task<Deafness> OfAsync(TestSilo silo)
        {
            Deafness deafness = new();
            silo.Host.Engine.Cluster!.Membership.Status = deafness.Wait;
            await deafness._begun.Task;
            return deafness;
        }

        public void Dispose() => _ended.Set();

        private SiloStatus? Wait()
        {
            _begun.TrySetResult();
            _ended.Wait();
            return null;
        }
    }
}
