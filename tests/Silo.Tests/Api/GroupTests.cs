using System.Text.Json;
using System.Text.Json.Nodes;

namespace Jifen.Silo.Tests.Api;

public class GroupTests : IAsyncLifetime
{
    private TestSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        draft["boards"]!.AsArray().Add(JsonNode.Parse("""
            {"id":"east","name":{"en":"East","zh":"东区榜"},"metric":"points-earned","period":"all-time","scope":{"regions":["east"],"segments":["vip","gold"]}}
            """));
        TestSilo.Answer published = await _silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await _silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_board_with_a_scope_counts_what_is_earned_while_the_member_is_in_it()
    {
        Assert.Equal(201, (await _silo.PostAsync("/v1/members", """{"id":"ann","region":"east","segments":["vip","new","vip"]}""")).Status);
        await _silo.EnrolAsync("bob");
        await EarnAsync("ann", "a1", 3000);
        await EarnAsync("bob", "b1", 9000);
        Assert.Equal((30, 30), (await ScoreAsync("east", "ann"), await ScoreAsync("ever", "ann")));
        Assert.Equal((0, 90), (await ScoreAsync("east", "bob"), await ScoreAsync("ever", "bob")));

        Assert.Equal(200, (await PutAsync("ann", """{"region":"west","segments":["vip"]}""")).Status);
        Assert.Equal(200, (await PutAsync("bob", """{"region":"east","segments":["gold"]}""")).Status);
        await EarnAsync("ann", "a2", 500);
        await EarnAsync("bob", "b2", 700);
        Assert.Equal((30, 35), (await ScoreAsync("east", "ann"), await ScoreAsync("ever", "ann")));
        Assert.Equal((7, 97), (await ScoreAsync("east", "bob"), await ScoreAsync("ever", "bob")));

        await RefundAsync("ann", "a1");
        await RefundAsync("bob", "b1");
        Assert.Equal((0, 5), (await ScoreAsync("east", "ann"), await ScoreAsync("ever", "ann")));
        Assert.Equal((7, 7), (await ScoreAsync("east", "bob"), await ScoreAsync("ever", "bob")));
    }

    [Fact]
    public async Task Groups_are_shown_with_the_member_and_outlive_a_restart_and_the_board_says_whom_it_counts()
    {
        await _silo.PostAsync("/v1/members", """{"id":"ann","region":"east","segments":["vip","new"]}""");
        await _silo.EnrolAsync("bob");
        await _silo.RestartAsync();
        Assert.Equal(("east", "new vip"), await GroupsAsync("ann"));
        Assert.Equal((null, ""), await GroupsAsync("bob"));
        TestSilo.Answer set = await PutAsync("ann", """{"segments":["b","a"]}""");
        Assert.Equal((200, """{"region":null,"segments":["a","b"]}"""), (set.Status, set.Body));
        Assert.Equal(set.Body, (await PutAsync("ann", """{"region":null,"segments":["a","b","a"]}""")).Body);
        Assert.Equal((null, "a b"), await GroupsAsync("ann"));
        JsonElement history = (await _silo.GetAsync("/v1/members/ann/history")).Json.GetProperty("items");
        Assert.Equal(2, history.EnumerateArray().Count(item => item.GetProperty("kind").GetString() == "groups-set"));
        Assert.Equal("""{"regions":["east"],"segments":["gold","vip"],"tiers":[]}""", (await _silo.GetAsync("/v1/leaderboards/east")).Json.GetProperty("scope").GetRawText());
        Assert.Equal(JsonValueKind.Null, (await _silo.GetAsync("/v1/leaderboards/ever")).Json.GetProperty("scope").ValueKind);
    }

    [Fact]
    public async Task What_are_no_groups_is_refused_by_its_place()
    {
        await _silo.EnrolAsync("ann");
        Assert.Equal((422, "region"), Told(await PutAsync("ann", """{"region":"e e"}""")));
        Assert.Equal((422, "segments[1]"), Told(await PutAsync("ann", """{"segments":["a",""]}""")));
        string many = JsonSerializer.Serialize(Enumerable.Range(0, MemberGroups.MostSegments + 1).Select(n => $"s{n}"));
        Assert.Equal((422, "segments"), Told(await PutAsync("ann", $$"""{"segments":{{many}}}""")));
        Assert.Equal((422, "region"), Told(await _silo.PostAsync("/v1/members", """{"id":"bob","region":""}""")));
        Assert.Equal("unknown_member", (await PutAsync("nobody", "{}")).Code);
    }

    [Fact]
    public async Task An_enrolment_with_its_key_and_another_region_is_no_repetition()
    {
        Assert.Equal(201, (await _silo.PostAsync("/v1/members", """{"id":"ann","region":"east"}""", "k")).Status);
        Assert.True((await _silo.PostAsync("/v1/members", """{"id":"ann","region":"east"}""", "k")).Replayed);
        Assert.Equal("key_reused", (await _silo.PostAsync("/v1/members", """{"id":"ann","region":"west"}""", "k")).Code);
    }

    private static (int, string?) Told(TestSilo.Answer answer) => (answer.Status, answer.Json.GetProperty("field").GetString());

    private Task<TestSilo.Answer> PutAsync(string member, string body) =>
        _silo.SendAsync(HttpMethod.Put, $"/v1/members/{member}/groups", body, null, TestSilo.BootstrapKey);

    private async Task EarnAsync(string member, string id, long amount) => Assert.Equal(200, (await _silo.EarnAsync(member, id, amount)).Status);

    private async Task RefundAsync(string member, string id) =>
        Assert.Equal(200, (await _silo.PostAsync($"/v1/activities/{id}/refund", $$"""{"memberId":"{{member}}"}""", $"r-{id}")).Status);

    private async Task<int> ScoreAsync(string board, string member) =>
        (await _silo.GetAsync($"/v1/leaderboards/{board}/members/{member}")).Json.GetProperty("score").GetInt32();

    private async Task<(string?, string)> GroupsAsync(string member)
    {
        JsonElement seen = (await _silo.GetAsync($"/v1/members/{member}")).Json;
        return (seen.GetProperty("region").GetString(), string.Join(' ', seen.GetProperty("segments").EnumerateArray().Select(segment => segment.GetString())));
    }
}
