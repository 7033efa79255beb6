using System.Globalization;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose programme has something for every widget to show. It is noon in its zone, so that no day ends while a test runs.</summary>
public sealed class WholeSilo : IAsyncLifetime
{
    private const int Noon = 12;
    private const string Cups = "cups";

    private readonly int _hours = Noon - TimeProvider.System.GetUtcNow().Hour;
    private int _calls;

    public ServedSilo Silo { get; private set; } = null!;

    /// <summary>In the names of such zones the sign is that of the way back.</summary>
    private string Zone => _hours == 0 ? "Etc/UTC" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(_hours > 0 ? '-' : '+')}{Math.Abs(_hours)}");

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "whole" });
        await SendAsync(HttpMethod.Put, "/v1/catalogue", Programme());
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(20);
        }
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member, lets something happen to it for each widget, and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member)
    {
        await SendAsync(HttpMethod.Post, "/v1/members", $$"""{"id":"{{member}}"}""");
        await HappenAsync(member);
        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    /// <summary>On another device something happens that each widget shows.</summary>
    public async Task HappenAsync(string member)
    {
        int call = Interlocked.Increment(ref _calls);
        string at = JsonSerializer.Serialize(TimeProvider.System.GetUtcNow().AddHours(-1).ToOffset(TimeSpan.FromHours(_hours)));
        await SendAsync(HttpMethod.Post, "/v1/activities", $$"""{"id":"a-{{call}}","memberId":"{{member}}","kind":"purchase","at":{{at}},"amount":10000}""");
        await SendAsync(HttpMethod.Post, $"/v1/members/{member}/tickets", $$"""{"lottery":"wheel","count":1,"grant":"whole"}""");
        await SendAsync(HttpMethod.Post, "/v1/lotteries/cards/plays", $$"""{"memberId":"{{member}}"}""");
        await SendAsync(HttpMethod.Post, "/v1/lotteries/evening/plays", $$"""{"memberId":"{{member}}"}""");
        await SendAsync(HttpMethod.Post, $"/v1/lotteries/{Cups}/plays", $$"""{"memberId":"{{member}}"}""");
        await SendAsync(HttpMethod.Put, $"/v1/members/{member}/play-limits", $$"""{"playsPerDay":{{1000 - call}}}""");
    }

    /// <summary>A day of the streak that lies so many days back.</summary>
    public async Task CheckInAsync(string member, int ago)
    {
        string at = JsonSerializer.Serialize(TimeProvider.System.GetUtcNow().AddHours(-1).AddDays(-ago).ToOffset(TimeSpan.FromHours(_hours)));
        await SendAsync(HttpMethod.Post, "/v1/activities", $$"""{"id":"c-{{Interlocked.Increment(ref _calls)}}","memberId":"{{member}}","kind":"check-in","at":{{at}}}""");
    }

    /// <summary>What the silo says that each widget shows, by the widget: tickets, cards, entries, days, purchases twice, points, prizes, the limit.</summary>
    public async Task<string> ToldAsync(string member)
    {
        JsonElement wheel = (await Silo.GetAsync($"/v1/lotteries/wheel?memberId={member}")).Json;
        JsonElement cards = await OfAsync(member, "cards");
        JsonElement draws = await OfAsync(member, "draws");
        JsonElement challenges = await OfAsync(member, "challenges");
        JsonElement badges = await OfAsync(member, "badges");
        JsonElement boards = await OfAsync(member, "boards");
        JsonElement prizes = await OfAsync(member, "prizes");
        JsonElement limits = await OfAsync(member, "play-limits");
        JsonElement count = challenges.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == "many");
        JsonElement days = (await OfAsync(member, "challenges/days")).GetProperty("streak");
        JsonElement badge = badges.GetProperty("items")[0];
        return JsonSerializer.Serialize(new
        {
            wheel = wheel.GetProperty("plays").GetProperty("tickets").GetInt32(),
            scratch = cards.GetProperty("items").EnumerateArray().Count(card => card.GetProperty("state").GetString() == "held"),
            draw = draws.GetProperty("items")[0].GetProperty("entries").GetInt32(),
            streak = days.GetProperty("current").GetInt32(),
            challenges = count.GetProperty("have").GetInt32(),
            badges = badge.GetProperty("have").GetInt32(),
            leaderboard = boards.GetProperty("items")[0].GetProperty("score").GetInt32(),
            wallet = prizes.GetProperty("items").GetArrayLength(),
            limits = limits.GetProperty("playsPerDay").GetInt32(),
        });
    }

    private async Task<JsonElement> OfAsync(string member, string what) => (await Silo.GetAsync($"/v1/members/{member}/{what}")).Json;

    private async Task SendAsync(HttpMethod method, string path, string body)
    {
        Reply reply = await Silo.SendAsync(method, path, body, $"whole-{Interlocked.Increment(ref _calls)}", ServedSilo.BootstrapKey);
        Assert.True(reply.Status is 200 or 201, reply.Body);
    }

    private string Programme() => $$"""
        {
          "programme": "whole", "zone": "{{Zone}}", "name": { "en": "Whole", "zh": "全部" }, "expiry": { "rule": "never" },
          "badges": [{ "id": "shopper", "name": { "en": "Shopper", "zh": "购物达人" }, "criteria": { "counter": "purchases", "atLeast": 9 } }],
          "boards": [{ "id": "ever", "name": { "en": "Of all time", "zh": "总榜" }, "metric": "points-earned", "period": "all-time" }],
          "campaigns": [
            {
              "id": "whole", "name": { "en": "Whole", "zh": "全部" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
              "earning": [{ "id": "base", "name": { "en": "Purchases", "zh": "消费" }, "kinds": ["purchase"], "points": 1, "per": 100 }],
              "challenges": [
                { "id": "many", "kind": "count", "name": { "en": "Nine purchases", "zh": "九次消费" }, "period": "campaign", "qualifies": { "kinds": ["purchase"] }, "times": 9, "reward": { "points": 50 } },
                {
                  "id": "days", "kind": "streak", "name": { "en": "Seven days", "zh": "连续七天" }, "qualifies": { "kinds": ["check-in"] }, "days": 7, "freezes": 0,
                  "rewards": [{ "day": 7, "points": 64 }]
                }
              ],
              "lotteries": [
                {
                  "id": "wheel", "kind": "wheel", "name": { "en": "Wheel", "zh": "转盘" }, "freePlaysPerDay": 1,
                  "segments": [
                    { "id": "a", "label": { "en": "First", "zh": "甲" }, "color": "#0ea5e9", "weight": 1, "prize": null },
                    { "id": "b", "label": { "en": "Second", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                },
                {
                  "id": "{{Cups}}", "kind": "wheel", "name": { "en": "Cup wheel", "zh": "杯子转盘" }, "freePlaysPerDay": 1000,
                  "segments": [
                    { "id": "cup", "label": { "en": "Cup", "zh": "杯子" }, "color": "#0ea5e9", "weight": 1000000000000,
                      "prize": { "kind": "goods", "name": { "en": "A festival cup", "zh": "节日马克杯" }, "delivery": "address" } },
                    { "id": "b", "label": { "en": "Second", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                },
                {
                  "id": "cards", "kind": "scratch", "name": { "en": "Lucky cards", "zh": "幸运刮刮卡" }, "freePlaysPerDay": 100, "expires": { "days": 30 },
                  "cards": [
                    { "id": "ten", "label": { "en": "10 points", "zh": "10 积分" }, "color": "#f59e0b", "count": 500, "prize": { "kind": "points", "points": 10 } },
                    { "id": "luck", "label": { "en": "Next time", "zh": "下次好运" }, "color": "#64748b", "count": 500, "prize": null }
                  ]
                },
                {
                  "id": "evening", "kind": "draw", "name": { "en": "Evening draw", "zh": "晚间抽签" }, "freePlaysPerDay": 100, "closes": { "at": "2099-01-01T00:00:00Z" }, "claim": { "hours": 72 },
                  "prizes": [{ "id": "ten", "label": { "en": "First prize", "zh": "一等奖" }, "count": 1, "prize": { "kind": "points", "points": 10 } }]
                }
              ]
            }
          ]
        }
        """;
}
