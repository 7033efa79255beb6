using System.Globalization;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;
using Jifen.Silo.Hosting;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>
/// A silo with boards on which thirty members stand since yesterday, so that a final list with its rewards can be seen. It is noon in its zone, and so it
/// was when they earned.
/// </summary>
public sealed class RankedSilo : IAsyncLifetime
{
    public const int Members = 30;

    private readonly MovedTime _time = new() { Behind = TimeSpan.FromDays(1) };
    private readonly int _hours = 12 - TimeProvider.System.GetUtcNow().Hour;
    private int _reported;

    public ServedSilo Silo { get; private set; } = null!;

    /// <summary>In the names of such zones the sign is that of the way back.</summary>
    private string Zone => _hours == 0 ? "Etc/UTC" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(_hours > 0 ? '-' : '+')}{Math.Abs(_hours)}");

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "ranked" }, new SiloSeams { Time = _time });
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme(), null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await UntilAsync("/v1/lotteries", json => json.GetProperty("items").GetArrayLength() > 0);
        for (int i = 1; i <= Members; i++)
        {
            await EnrolAsync($"m{i}");
            await EarnAsync($"m{i}", 1000 + (i * 10));
        }

        await Silo.StopAsync();
        _time.Behind = TimeSpan.Zero;
        await Silo.StartAgainAsync();
        for (int i = 1; i <= Members; i++)
        {
            await EarnAsync($"m{i}", 100 * i);
        }

        await UntilAsync("/v1/leaderboards/day", json => json.GetProperty("periods").GetArrayLength() > 0);
        await UntilAsync("/v1/leaderboards/league?division=silver&cohort=1", json => json.GetProperty("size").GetInt32() == 7);
        await UntilAsync($"/v1/members/m{Members}/history", json => json.GetRawText().Contains("board-reward", StringComparison.Ordinal));
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    public async Task EnrolAsync(string member) => Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);

    public async Task EarnAsync(string member, long points)
    {
        Reply reported = await Silo.PostAsync("/v1/activities", JsonSerializer.Serialize(new
        {
            id = $"a-{Interlocked.Increment(ref _reported)}",
            memberId = member,
            kind = "purchase",
            at = _time.GetUtcNow(),
            amount = points * 100,
        }));
        Assert.True(reported.Status == 200, reported.Body);
    }

    public async Task BefriendAsync(string member, params string[] friends) => Assert.Equal(200, (await Silo.SendAsync(
        HttpMethod.Put, $"/v1/members/{member}/friends", JsonSerializer.Serialize(new { friends }), null, ServedSilo.BootstrapKey)).Status);

    /// <summary>The address of a member's page.</summary>
    public async Task<string> PageOfAsync(string member) =>
        $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";

    /// <summary>Lets a member stand on boards without a name.</summary>
    public async Task HideAsync(string member) => Assert.Equal(200, (await Silo.SendAsync(
        HttpMethod.Put, $"/v1/members/{member}/board-name", """{"listed":false}""", null, ServedSilo.BootstrapKey)).Status);

    /// <summary>The league's one group of silver: those whom the first day brought up.</summary>
    public async Task<JsonElement> SilverAsync() => (await Silo.GetAsync("/v1/leaderboards/league?division=silver&cohort=1")).Json;

    public async Task<JsonElement> FriendsAsync(string member) => (await Silo.GetAsync($"/v1/leaderboards/day/members/{member}/friends")).Json;

    public async Task<JsonElement> BoardAsync(string query = "") => (await Silo.GetAsync($"/v1/leaderboards/day?limit=100{query}")).Json;

    private async Task UntilAsync(string path, Func<JsonElement, bool> holds)
    {
        while (await Silo.GetAsync(path) is var reply && (reply.Status != 200 || !holds(reply.Json)))
        {
            await Task.Delay(50);
        }
    }

    private string Programme() => $$"""
        {
          "programme": "ranked", "zone": "{{Zone}}", "name": { "en": "Ranked", "zh": "排名" }, "expiry": { "rule": "never" },
          "campaigns": [
            {
              "id": "spring", "name": { "en": "Spring", "zh": "春" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
              "earning": [{ "id": "base", "name": { "en": "Base", "zh": "基础" }, "kinds": ["purchase"], "points": 1, "per": 100 }],
              "lotteries": [
                {
                  "id": "wheel", "kind": "wheel", "name": { "en": "Wheel", "zh": "转盘" }, "freePlaysPerDay": 1,
                  "segments": [
                    { "id": "a", "label": { "en": "A", "zh": "甲" }, "color": "#0ea5e9", "weight": 1, "prize": null },
                    { "id": "b", "label": { "en": "B", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                }
              ]
            }
          ],
          "boards": [
            {
              "id": "day", "name": { "en": "Today", "zh": "今日榜" }, "metric": "points-earned", "period": "day",
              "rewards": [{ "to": 1, "points": 1000, "tickets": { "lottery": "wheel", "count": 2 } }, { "to": 3, "points": 500 }, { "toPercent": 50, "points": 50 }]
            },
            { "id": "spent", "name": { "en": "Spent this month", "zh": "本月消费榜" }, "metric": "amount", "period": "month" },
            { "id": "ever", "name": { "en": "Of all time", "zh": "总榜" }, "metric": "points-earned", "period": "all-time" },
            {
              "id": "league", "name": { "en": "League", "zh": "联赛" }, "metric": "points-earned", "period": "day",
              "cohorts": {
                "size": 8, "promote": 2, "demote": 2,
                "divisions": [
                  { "id": "bronze", "name": { "en": "Bronze", "zh": "青铜" } }, { "id": "silver", "name": { "en": "Silver", "zh": "白银" } },
                  { "id": "gold", "name": { "en": "Gold", "zh": "黄金" } }
                ]
              }
            }
          ]
        }
        """;

    /// <summary>The system's time with a wall clock that is behind.</summary>
    private sealed class MovedTime : TimeProvider
    {
        public TimeSpan Behind { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - Behind;
    }
}
