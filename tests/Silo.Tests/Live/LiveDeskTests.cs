using Jifen.Silo.Shards;
using Jifen.Silo.Tests.Api;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Jifen.Silo.Tests.Live;

public sealed class LiveDeskTests
{
    [Fact]
    public async Task Every_figure_is_the_journals_also_after_a_restart()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await ActAsync(silo);
        LiveFrame before = await RequireJournalsAsync(silo);
        Assert.Equal(4, before.Totals.Members);
        Assert.Equal(12, before.Totals.Activities);
        Assert.Equal(20, before.Totals.Plays);
        Assert.Equal([new("conflict", 2), new("exists", 1)], before.Refusals);

        await silo.RestartAsync();
        LiveFrame after = await RequireJournalsAsync(silo);

        Assert.Equal(before.Totals, after.Totals);
        Assert.Empty(after.Refusals);
        await ActAsync(silo, "late");
        await RequireJournalsAsync(silo);
    }

    [Fact]
    public async Task Members_that_leave_memory_stay_in_the_figures()
    {
        ShardLimits narrow = new() { ResidentMembers = 1, CheckpointRecords = 4, CheckpointAge = TimeSpan.FromMilliseconds(50) };
        await using TestSilo silo = await TestSilo.StartAsync(shardLimits: narrow);
        await ActAsync(silo);
        LiveFrame frame;
        do
        {
            frame = await silo.Host.Engine.Desk.TakeAsync();
        }
        while (frame.Shards.Sum(s => s.Resident) > silo.Host.Engine.Shards.Count);

        await RequireJournalsAsync(silo);
    }

    [Fact]
    public async Task A_checkpoint_without_tallies_is_counted_from_its_records()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await ActAsync(silo);
        Assert.True(await silo.StopAsync());
        ForgetTallies(silo.Folder);

        await silo.StartAgainAsync();

        Assert.Equal(12, (await RequireJournalsAsync(silo)).Totals.Activities);
    }

    [Fact]
    public async Task Seconds_are_what_the_totals_grew_by()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        LiveTotals before = (await silo.Host.Engine.Desk.TakeAsync()).Totals;
        await ActAsync(silo);
        LiveTotals after = (await silo.Host.Engine.Desk.TakeAsync()).Totals;

        IReadOnlyList<LiveSecond> seconds = silo.Host.Engine.Desk.Seconds;

        Assert.Equal(after.Plays - before.Plays, seconds.Sum(s => s.Plays));
        Assert.Equal(after.PointsIn - before.PointsIn, seconds.Sum(s => s.PointsIn));
        Assert.Equal(after.PointsOut - before.PointsOut, seconds.Sum(s => s.PointsOut));
        Assert.Equal(3, seconds.Sum(s => s.Refusals));
        Assert.All(seconds.Skip(1).Zip(seconds), pair => Assert.Equal(TimeSpan.FromSeconds(1), pair.First.At - pair.Second.At));
    }

    [Fact]
    public async Task The_next_picture_comes_by_itself()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        ILiveDesk desk = silo.Host.Services.GetRequiredService<ILiveDesk>();
        LiveFrame seen = desk.Now;

        LiveFrame next = await desk.NextAsync(seen, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(2));

        Assert.True(next.At > seen.At);
        Assert.All(next.Shards, shard => Assert.True(shard.Serving));
        Assert.True(next.Process.Memory > 0);
        Assert.True(next.Journal.Bytes > 0);
    }

    [Fact]
    public async Task A_campaign_is_paused_by_its_name_and_the_notice_names_it()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        ICampaignDesk desk = silo.Host.Services.GetRequiredService<ICampaignDesk>();
        await silo.EnrolAsync("m1");

        await desk.SetPausedAsync("lucky-wheel", true, "ops Li", "the wheel looks odd", CancellationToken.None);

        Assert.Equal("not_open", (await silo.PlayAsync("m1", "k1")).Code);
        LiveFrame paused = await silo.Host.Engine.Desk.TakeAsync();
        Assert.Equal(CampaignStanding.Paused, paused.Campaigns.Single(c => c.Target == "lucky-wheel").Standing);
        Assert.Equal(CampaignStanding.Live, paused.Campaigns.Single(c => c.Target == "festival").Standing);
        await desk.SetPausedAsync("festival", true, "ops Li", "all of it", CancellationToken.None);
        await desk.SetPausedAsync("lucky-wheel", false, "ops Li", "it was not", CancellationToken.None);
        LiveFrame both = await silo.Host.Engine.Desk.TakeAsync();
        Assert.Equal(CampaignStanding.Paused, both.Campaigns.Single(c => c.Target == "lucky-wheel").Standing);
        await desk.SetPausedAsync("festival", false, "ops Li", "go on", CancellationToken.None);

        Assert.Equal(200, (await silo.PlayAsync("m1", "k2")).Status);

        // An answer leaves before its record is told; what the shards read after that stands behind it.
        _ = await silo.Host.Engine.Desk.TakeAsync();
        Assert.Equal(
            [
                (NoticeKinds.Resumed, "festival", "Play festival"), (NoticeKinds.Resumed, "lucky-wheel", "Lucky wheel"),
                (NoticeKinds.Paused, "festival", "Play festival"), (NoticeKinds.Paused, "lucky-wheel", "Lucky wheel"),
            ],
            silo.Host.Engine.Desk.Notices.Where(n => n.Kind != NoticeKinds.Published && n.Kind != NoticeKinds.PrizeWon)
                .Select(n => (n.Kind, n.Subject!, n.Name!.En)));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.SetPausedAsync("no-such", true, "ops Li", "why", CancellationToken.None));
        await Assert.ThrowsAsync<ArgumentException>(() => desk.SetPausedAsync("festival", true, "ops Li", "", CancellationToken.None));
    }

    [Fact]
    public async Task A_large_earning_is_told_without_the_members_key()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await silo.EnrolAsync("m1");
        await silo.EarnAsync("m1", "small", 199_999);
        await silo.EarnAsync("m1", "large", 200_000);

        // An answer leaves before its record is told; what the shard reads after that stands behind it.
        Assert.Equal(200, (await silo.GetAsync("/v1/members/m1")).Status);
        LiveNotice notice = Assert.Single(silo.Host.Engine.Desk.Notices, n => n.Kind == NoticeKinds.LargeEarning);

        Assert.Equal(2_000, notice.Number);
        Assert.StartsWith("player-", notice.Member, StringComparison.Ordinal);
        Assert.DoesNotContain(silo.Host.Engine.MemberKeys.Of("m1").ToString()[..8], notice.Member, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Latencies_and_commits_are_counted()
    {
        await using TestSilo silo = await TestSilo.StartAsync();
        await ActAsync(silo);

        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();

        // The programme's publishing is one more command than those of the script.
        Assert.Equal(41, frame.Commands.Count);
        Assert.True(frame.Commands.P50 > TimeSpan.Zero && frame.Commands.P50 <= frame.Commands.P99 && frame.Commands.P99 <= frame.Commands.P999);
        Assert.True(frame.Durable.Count >= 40, $"{frame.Durable}");
        Assert.True(frame.Journal is { CommitsPerSecond: > 0, BatchRecords: >= 1, LargestBatch: >= 1 }, $"{frame.Journal}");
    }

    /// <summary>Four members report three activities and play five times each; one refund, asked for thrice; one enrolment, twice.</summary>
    internal static async Task ActAsync(TestSilo silo, string name = "member")
    {
        foreach (string member in new[] { $"{name}-1", $"{name}-2", $"{name}-3", $"{name}-4" })
        {
            await silo.EnrolAsync(member);
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(200, (await silo.EarnAsync(member, $"{member}-a{i}", 5_000 + (100 * i))).Status);
            }

            for (int i = 0; i < 5; i++)
            {
                Assert.Equal(200, (await silo.PlayAsync(member, $"{member}-p{i}")).Status);
            }
        }

        Assert.Equal(200, (await RefundAsync(silo, name, "r1")).Status);
        Assert.Equal("conflict", (await RefundAsync(silo, name, "r2")).Code);
        Assert.Equal("conflict", (await RefundAsync(silo, name, "r3")).Code);
        Assert.Equal("exists", (await silo.PostAsync("/v1/members", $$"""{"id":"{{name}}-1"}""", $"{name}-again")).Code);
    }

    private static Task<TestSilo.Answer> RefundAsync(TestSilo silo, string name, string key) =>
        silo.PostAsync($"/v1/activities/{name}-1-a0/refund", $$"""{"memberId":"{{name}}-1"}""", key);

    /// <summary>Makes the checkpoints those of a store from before there were tallies.</summary>
    private static void ForgetTallies(string folder)
    {
        using SqliteConnection store = new($"Data Source={Path.Combine(folder, "jifen.db")};Pooling=False");
        store.Open();
        using SqliteCommand forget = store.CreateCommand();
        forget.CommandText = "DELETE FROM grain WHERE grain = 'tally'";
        Assert.Equal(4, forget.ExecuteNonQuery());
    }

    /// <summary>Takes a picture of a silo at rest and holds it against the records of its journal.</summary>
    private static async Task<LiveFrame> RequireJournalsAsync(TestSilo silo)
    {
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        JournalSums counted = JournalSums.Of(silo.Host.Engine.Journal);
        Assert.Equal(counted.Totals, frame.Totals);
        Assert.Equal(11, frame.Invariants.Count);
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        return frame;
    }
}
