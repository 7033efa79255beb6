using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

public sealed class CohortTests : IAsyncLifetime
{
    private const string Path = "/v1/leaderboards/league";

    private TestSilo _silo = null!;

    public async Task InitializeAsync()
    {
        _silo = await TestSilo.StartAsync();
        JsonNode draft = JsonNode.Parse(TestSilo.Programme())!;
        draft["boards"]!.AsArray().Add(JsonNode.Parse("""
            {
              "id": "league", "name": { "en": "League", "zh": "联赛" }, "metric": "points-earned", "period": "month",
              "cohorts": {
                "size": 5, "promote": 2, "demote": 1,
                "divisions": [{ "id": "bronze", "name": { "en": "Bronze", "zh": "青铜" } }, { "id": "silver", "name": { "en": "Silver", "zh": "白银" } }]
              }
            }
            """));
        TestSilo.Answer published = await _silo.SendAsync(HttpMethod.Put, "/v1/catalogue", draft.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await _silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task Members_of_all_shards_fill_one_cohort_after_the_other_and_are_ranked_in_their_own()
    {
        await EarnAsync(7);
        Assert.Equal((5, 2), (await SizeAsync(1), await SizeAsync(2)));
        JsonElement first = (await _silo.GetAsync($"{Path}?division=bronze&cohort=1&limit=2")).Json;
        JsonElement[] items = [.. first.GetProperty("items").EnumerateArray()];
        Assert.Equal(["1 promote", "2 promote", "3 stay", "4 stay", "5 stay"], items.Select(item => $"{item.GetProperty("rank")} {item.GetProperty("move").GetString()}"));
        Assert.Equal(items.Select(item => item.GetProperty("score").GetInt64()).OrderDescending(), items.Select(item => item.GetProperty("score").GetInt64()));
        Assert.Equal(
            """{"division":{"id":"bronze","name":{"en":"Bronze","zh":"青铜"}},"number":1,"pending":false,"members":5,"promote":2,"demote":0,"above":{"id":"silver","name":{"en":"Silver","zh":"白银"}},"below":null}""",
            first.GetProperty("cohort").GetRawText().Replace("\\u9752\\u94DC", "青铜", StringComparison.OrdinalIgnoreCase));

        string third = items[2].GetProperty("memberId").GetString()!;
        JsonElement standing = (await _silo.GetAsync($"{Path}/members/{third}?around=1")).Json;
        Assert.Equal((3, 5, "stay", 50m), (standing.GetProperty("rank").GetInt32(), standing.GetProperty("size").GetInt32(), standing.GetProperty("move").GetString(), standing.GetProperty("percentile").GetDecimal()));
        Assert.Equal([2, 3, 4], standing.GetProperty("around").EnumerateArray().Select(near => near.GetProperty("rank").GetInt32()));
        await HoldsSchemaAsync("Board", first);
        await HoldsSchemaAsync("Standing", standing);
        await HoldsSchemaAsync("Standings", (await _silo.GetAsync($"/v1/members/{third}/boards")).Json);
        await HoldsSchemaAsync("FriendsBoard", (await _silo.GetAsync($"{Path}/members/{third}/friends")).Json);
    }

    [Fact]
    public async Task A_player_reads_its_own_cohort_and_others_as_aliases()
    {
        await EarnAsync(7);
        foreach (int n in Enumerable.Range(0, 7))
        {
            JsonElement own = (await _silo.GetAsync($"/v1/leaderboards/league", await _silo.TokenAsync($"m{n}"))).Json;
            JsonElement[] items = [.. own.GetProperty("items").EnumerateArray()];
            Assert.Equal($"m{n}", Assert.Single(items, item => item.TryGetProperty("memberId", out _)).GetProperty("memberId").GetString());
            Assert.Equal(own.GetProperty("cohort").GetProperty("members").GetInt32(), items.Length);
            Assert.Equal(JsonValueKind.Null, own.GetProperty("next").ValueKind);
        }
    }

    [Fact]
    public async Task Who_has_scored_nothing_has_a_division_and_no_cohort()
    {
        await _silo.EnrolAsync("idle");
        JsonElement standing = (await _silo.GetAsync($"{Path}/members/idle")).Json;
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (standing.GetProperty("rank").ValueKind, standing.GetProperty("move").ValueKind));
        JsonElement cohort = standing.GetProperty("cohort");
        Assert.Equal(("bronze", JsonValueKind.Null, false), (cohort.GetProperty("division").GetProperty("id").GetString(), cohort.GetProperty("number").ValueKind, cohort.GetProperty("pending").GetBoolean()));
        await HoldsSchemaAsync("Standing", standing);
        Assert.Empty((await _silo.GetAsync(Path, await _silo.TokenAsync("idle"))).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Other_boards_have_no_cohorts()
    {
        await EarnAsync(1);
        JsonElement page = (await _silo.GetAsync("/v1/leaderboards/ever")).Json;
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (page.GetProperty("cohort").ValueKind, page.GetProperty("cohorts").ValueKind));
        Assert.False(page.GetProperty("items")[0].TryGetProperty("move", out _));
    }

    [Theory]
    [InlineData("league", "", "cohort")]
    [InlineData("league", "?division=bronze", "cohort")]
    [InlineData("league", "?division=bronze&cohort=0", "cohort")]
    [InlineData("league", "?cohort=1", "division")]
    [InlineData("league", "?division=gold&cohort=1", "division")]
    [InlineData("ever", "?division=bronze&cohort=1", "cohort")]
    public async Task What_names_no_cohort_is_refused_by_its_field(string board, string query, string field)
    {
        TestSilo.Answer answer = await _silo.GetAsync($"/v1/leaderboards/{board}{query}");
        Assert.Equal((422, field), (answer.Status, answer.Json.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Cohorts_outlive_a_restart_and_the_store_verifies()
    {
        await EarnAsync(7);
        string before = await SeatsAsync();
        await _silo.RestartAsync();
        Assert.Equal(before, await SeatsAsync());
        Assert.True(await _silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(_silo.Folder, SecretKeyFile.OpenOrCreate(_silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
        await _silo.StartAgainAsync();
    }

    private async Task<string> SeatsAsync()
    {
        JsonElement[] cohorts = [(await _silo.GetAsync($"{Path}?division=bronze&cohort=1")).Json, (await _silo.GetAsync($"{Path}?division=bronze&cohort=2")).Json];
        return string.Join(" | ", cohorts.Select(cohort => cohort.GetProperty("items").GetRawText()));
    }

    private async Task<int> SizeAsync(int cohort) => (await _silo.GetAsync($"{Path}?division=bronze&cohort={cohort}")).Json.GetProperty("size").GetInt32();

    /// <summary>Members earn at once, and have their cohorts.</summary>
    private async Task EarnAsync(int members)
    {
        string[] all = [.. Enumerable.Range(0, members).Select(n => $"m{n}")];
        await Task.WhenAll(all.Select(_silo.EnrolAsync));
        await Task.WhenAll(all.Select((member, n) => _silo.EarnAsync(member, $"a-{member}", 1000 * (n + 1))));
        foreach (string member in all)
        {
            while ((await _silo.GetAsync($"{Path}/members/{member}")).Json.GetProperty("rank").ValueKind == JsonValueKind.Null)
            {
                await Task.Delay(20);
            }
        }
    }

    private async Task HoldsSchemaAsync(string name, JsonElement answer)
    {
        SchemaCheck check = new((await _silo.GetAsync("/openapi/v1.json", "")).Json);
        Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{name}}"}""").RootElement, answer));
    }
}
