using System.Globalization;
using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose programme has challenges and a deck of scratch cards. It is noon in its zone, so that no day ends while a test runs.</summary>
public sealed class SprintSilo : IAsyncLifetime
{
    private const int Noon = 12;

    private readonly DateTimeOffset _noon = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(Noon - TimeProvider.System.GetUtcNow().Hour));
    private int _reported;

    public ServedSilo Silo { get; private set; } = null!;

    /// <summary>Today in the programme's zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(_noon.DateTime);

    /// <summary>In the names of such zones the sign is that of the way back.</summary>
    private string Zone => _noon.Offset.Hours is var hours && hours == 0 ? "Etc/UTC" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(hours > 0 ? '-' : '+')}{Math.Abs(hours)}");

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "sprint" });
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme(), null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(20);
        }
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member, with so many points, and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member, int points = 0)
    {
        Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        if (points > 0)
        {
            await ReportAsync(member, "gift", Today, points * 100);
        }

        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    /// <summary>Reports an activity at an hour of the day that has come.</summary>
    public async Task ReportAsync(string member, string kind, DateOnly day, long amount = 0)
    {
        DateTimeOffset at = new(day.ToDateTime(new TimeOnly(1, 0)), _noon.Offset);
        Reply reported = await Silo.PostAsync("/v1/activities", JsonSerializer.Serialize(new { id = $"a-{Interlocked.Increment(ref _reported)}", memberId = member, kind, at, amount }));
        Assert.True(reported.Status == 200, reported.Body);
    }

    public async Task<JsonElement> ChallengeAsync(string member, string challenge) => (await Silo.GetAsync($"/v1/members/{member}/challenges/{challenge}")).Json;

    private string Programme() => $$"""
        {
          "programme": "sprint", "zone": "{{Zone}}", "name": { "en": "Sprint week", "zh": "冲刺周" }, "expiry": { "rule": "never" },
          "badges": [
            { "id": "shopper", "name": { "en": "Shopper", "zh": "购物达人" }, "criteria": { "counter": "purchases", "atLeast": 2 } },
            { "id": "night-owl", "name": { "en": "Night owl", "zh": "夜猫子" }, "criteria": { "counter": "purchases", "kinds": ["night"], "atLeast": 1 }, "hidden": true }
          ],
          "badgeSets": [{ "id": "both", "name": { "en": "Regular by night", "zh": "夜间常客" }, "badges": ["shopper", "night-owl"], "grand": { "kind": "points", "points": 25 } }],
          "campaigns": [
            {
              "id": "sprint", "name": { "en": "Sprint week", "zh": "冲刺周" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
              "earning": [{ "id": "gifts", "name": { "en": "Gifts", "zh": "赠送" }, "kinds": ["gift"], "points": 1, "per": 100 }],
              "challenges": [
                { "id": "three", "kind": "count", "name": { "en": "Three purchases", "zh": "三次消费" }, "period": "day", "qualifies": { "kinds": ["purchase"] }, "times": 3, "reward": { "points": 50 } },
                {
                  "id": "days", "kind": "streak", "name": { "en": "Seven days", "zh": "连续七天" }, "qualifies": { "kinds": ["check-in"] }, "days": 7,
                  "rewards": [{ "day": 1, "points": 1 }, { "day": 2, "points": 2 }, { "day": 3, "points": 4 }, { "day": 7, "points": 64 }],
                  "freezes": 1, "repair": { "points": 20, "hours": 48 }, "pauses": { "days": 5 }
                }
              ],
              "lotteries": [
                {
                  "id": "wheel", "kind": "wheel", "name": { "en": "Wheel", "zh": "转盘" }, "freePlaysPerDay": 1,
                  "segments": [
                    { "id": "a", "label": { "en": "A", "zh": "甲" }, "color": "#0ea5e9", "weight": 1, "prize": null },
                    { "id": "b", "label": { "en": "B", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                },
                {
                  "id": "cards", "kind": "scratch", "name": { "en": "Lucky cards", "zh": "幸运刮刮卡" }, "freePlaysPerDay": 3, "expires": { "days": 30 },
                  "cards": [
                    { "id": "ten", "label": { "en": "10 points", "zh": "10 积分" }, "color": "#f59e0b", "count": 50, "prize": { "kind": "points", "points": 10 } },
                    { "id": "luck", "label": { "en": "Next time", "zh": "下次好运" }, "color": "#64748b", "count": 50, "prize": null }
                  ]
                }
              ]
            }
          ]
        }
        """;
}
