using System.Text.Json.Nodes;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

public sealed class ProgrammeTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await TestSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_document_with_errors_is_refused_with_all_their_paths_and_nothing_changes()
    {
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        draft["zone"] = "Mars/Olympus";
        draft["campaigns"]![1]!["lotteries"]![0]!["segments"]![3]!["weight"] = 0;
        long before = await _silo.RecordsAsync();
        var refused = await _silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal((422, "invalid_programme"), (refused.Status, refused.Code));
        Assert.Equal(
            ["zone", "campaigns[1].lotteries[0].segments[3].weight"],
            refused.Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString()));
        Assert.Equal(before, await _silo.RecordsAsync());
    }

    [Fact]
    public async Task A_document_of_another_programme_is_refused()
    {
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        draft["programme"] = "another";
        var refused = await _silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal((422, "wrong_programme"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_published_version_comes_into_force_and_old_answers_stay_as_they_were()
    {
        await _silo.EnrolAsync("alice");
        var first = await _silo.PlayAsync("alice", "k");
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        JsonArray segments = draft["campaigns"]![1]!["lotteries"]![0]!["segments"]!.AsArray();
        foreach (JsonNode? segment in segments.Where(segment => segment!["prize"]?["points"] is not null))
        {
            segment!["prize"]!["points"] = 777;
        }

        var published = await _silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal((200, 2), (published.Status, published.Json.GetProperty("version").GetInt32()));
        await _silo.InForceAsync(2);
        Assert.Equal(first.Body, (await _silo.PlayAsync("alice", "k")).Body);
        Assert.Equal(2, (await _silo.GetAsync("/v1/catalogue")).Json.GetProperty("version").GetInt32());
        await _silo.RestartAsync();
        Assert.Equal(0, (await _silo.GetAsync("/v1/members/alice")).Json.GetProperty("tickets").GetProperty("lucky-wheel").GetInt64());
        Assert.Equal(first.Body, (await _silo.PlayAsync("alice", "k")).Body);
    }

    [Fact]
    public async Task After_the_pause_has_returned_no_later_play_commits_until_it_is_resumed()
    {
        for (int i = 0; i < 16; i++)
        {
            await _silo.EnrolAsync($"m{i}");
            Assert.Equal(200, (await _silo.EarnAsync($"m{i}", "a", 1_000_000)).Status);
        }

        Task<int>[] players = [.. Enumerable.Range(0, 16).Select(PlayUntilRefused)];
        while (await PlaysAsync() < 32)
        {
            await Task.Yield();
        }

        var paused = await _silo.PostAsync("/v1/lotteries/lucky-wheel/pause", """{"reason":"test"}""");
        Assert.Equal(200, paused.Status);
        long settled = await PlaysAsync();
        Assert.InRange((await Task.WhenAll(players)).Sum(), 32, settled);
        await _silo.EnrolAsync("late");
        await _silo.EarnAsync("late", "a", 1_000_000);
        Assert.Equal((409, "not_open"), (await _silo.PlayAsync("late", "late")) is var late ? (late.Status, late.Code) : default);
        Assert.Equal(settled, await PlaysAsync());
        Assert.Equal(200, (await _silo.PostAsync("/v1/lotteries/lucky-wheel/resume", """{"reason":"test"}""")).Status);
        Assert.Equal(200, (await _silo.PlayAsync("late", "after")).Status);
        Assert.Equal(200, (await _silo.PostAsync("/v1/campaigns/festival/pause", """{"reason":"test"}""")).Status);
        Assert.Equal((409, "not_open"), (await _silo.PlayAsync("late", "campaign")) is var closed ? (closed.Status, closed.Code) : default);
        Assert.Equal((404, "unknown_campaign"), (await _silo.PostAsync("/v1/campaigns/none/pause", """{"reason":"test"}""")) is var none ? (none.Status, none.Code) : default);
    }

    private async Task<int> PlayUntilRefused(int member)
    {
        for (int i = 0; ; i++)
        {
            var answer = await _silo.PlayAsync($"m{member}", $"k{i}");
            Assert.True(answer.Status is 200 or 202 or 409, answer.Body);
            if (answer.Status == 409)
            {
                return i;
            }
        }
    }

    /// <summary>Plays that all members have made, by the shards' own counters.</summary>
    private async Task<long> PlaysAsync()
    {
        var reads = await _silo.Host.Engine.Calls.ReadAllAsync(Silo.Api.Position.None, new PlaysMade("lucky-wheel"));
        return reads.Sum(read => read.View);
    }

    private sealed record PlaysMade(string Lottery) : ShardQuery<long>
    {
        public override long Answer(in ReadContext at) => at.State.Members.Sum(member => member.PlaysIn(Lottery).Total);
    }
}
