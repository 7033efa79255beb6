using System.Text.Json.Nodes;
using Jifen.Grains.Badge;
using Jifen.Grains.Member;
using Jifen.Silo.Hosting;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;
using Xunit.Sdk;

namespace Jifen.Silo.Tests.Api;

/// <summary>Badges that are published when members deserve them already and are not in memory.</summary>
public sealed class LaterBadgeTests
{
    /// <summary>More than are looked at at a time.</summary>
    private const int Members = BadgeWalk.MostOwed + 44;

    [Fact]
    public async Task Members_in_the_store_get_a_badge_that_is_published_later_once_and_do_nothing_for_it()
    {
        await using TestSilo silo = await StartAsync(new());
        (string[] deserving, string[] others) = await BoughtAsync(silo);
        await LaterBadge.WalkedAsync(() => silo.Host.Engine.Journal, 1);
        await LaterBadge.CheckAsync(silo, 1, deserving, others);
        Assert.Equal(2, LaterBadge.Walked(silo.Host.Engine.Journal, 1).Count);

        await silo.RestartAsync(with: Narrow);
        await LaterBadge.CheckAsync(silo, 1, deserving, others);
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    [Fact]
    public async Task A_shard_that_stops_while_it_looks_goes_on_where_it_was_when_its_silo_starts_again()
    {
        await using TestSilo silo = await StartAsync(new() { Journal = journal => new FailingJournal(journal) { Members = FirstPart } });
        (string[] deserving, string[] others) = await BoughtAsync(silo);
        await StoppedAsync(silo);
        Assert.NotNull(Assert.Single(LaterBadge.Walked(silo.Host.Engine.Journal, 1)).Through);

        await silo.RestartAsync(with: Narrow);
        await LaterBadge.WalkedAsync(() => silo.Host.Engine.Journal, 1);
        await LaterBadge.CheckAsync(silo, 1, deserving, others);
        Assert.Equal(2, LaterBadge.Walked(silo.Host.Engine.Journal, 1).Count);
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_comes_to_rest_though_members_to_look_at_never_end()
    {
        TaskCompletionSource looks = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using TestSilo silo = await StartAsync(new()
        {
            Journal = journal => new FailingJournal(journal)
            {
                Members = (_, after) =>
                {
                    looks.TrySetResult();
                    return Endless(after);
                },
            },
        });
        await PublishAsync(silo);
        await looks.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Assert.True(await silo.StopAsync());
    }

    /// <summary>The control: where the store tells of no members, those who are missing are seen.</summary>
    [Fact]
    public async Task Members_who_are_left_out_are_seen()
    {
        await using TestSilo silo = await StartAsync(new() { Journal = journal => new FailingJournal(journal) { Members = (_, _) => [] } });
        (string[] deserving, _) = await BoughtAsync(silo);
        await LaterBadge.WalkedAsync(() => silo.Host.Engine.Journal, 1);
        Assert.ThrowsAny<XunitException>(() => LaterBadge.CheckJournal(silo, 1, deserving));
    }

    private static SiloOptions Narrow(SiloOptions options) => options with { ShardCount = 1, ShardLimits = LaterBadge.Narrow };

    private static Task<TestSilo> StartAsync(SiloSeams seams) => TestSilo.StartAsync(seams, with: Narrow);

    private static async Task<(string[] Deserving, string[] Others)> BoughtAsync(TestSilo silo)
    {
        (string[] Deserving, string[] Others) bought = await LaterBadge.BuyAsync(silo, Members);
        await LaterBadge.LeftMemoryAsync([silo]);
        await PublishAsync(silo);
        return bought;
    }

    private static async Task PublishAsync(TestSilo silo)
    {
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        LaterBadge.AddTo(draft);
        Assert.Equal(200, (await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey)).Status);
    }

    private static async Task StoppedAsync(TestSilo silo)
    {
        for (int i = 0; i < 3000 && silo.Host.Engine.Shards.All.Single().Fault is null; i++)
        {
            await Task.Delay(20);
        }

        Assert.IsType<InvalidOperationException>(silo.Host.Engine.Shards.All.Single().Fault);
    }

    private static IReadOnlyList<GrainRow> FirstPart(IJournal store, MemberKey? after)
    {
        if (after is null)
        {
            return store.ReadMembers(new(0), null, BadgeWalk.MostOwed);
        }

        Assert.True(SpinWait.SpinUntil(() => LaterBadge.Walked(store, 1).Count == 1, TimeSpan.FromSeconds(60)), "the first part is durable");
        throw new InvalidOperationException("planted");
    }

    private static GrainRow[] Endless(MemberKey? after)
    {
        MemberKey first = after ?? new(UInt128.Zero);
        return
        [
            .. Enumerable.Range(1, BadgeWalk.MostOwed).Select(n => new MemberKey(first.Value + (UInt128)n))
                .Select(key => new GrainRow(MemberGrain.IdOf(key), key, new(1), null, new MemberGrain(key).Save())),
        ];
    }
}
