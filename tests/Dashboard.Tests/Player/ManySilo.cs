using System.Globalization;
using System.Text.Json.Nodes;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose programme has two wheels, three decks of cards, two draws and two boards.</summary>
public sealed class ManySilo : IAsyncLifetime
{
    private const int Games = 7;

    private static readonly string[] Decks = ["garden", "river", "moon"];

    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "many" });
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme(), null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() < Games)
        {
            await Task.Delay(20);
        }
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member with a ticket for each deck and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member)
    {
        Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        foreach (string deck in Decks)
        {
            Reply granted = await Silo.PostAsync($"/v1/members/{member}/tickets", $$"""{"lottery":"{{deck}}","count":1,"grant":"many"}""", $"{member}-{deck}");
            Assert.True(granted.Status == 200, granted.Body);
        }

        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    /// <summary>Gives a member points by an activity.</summary>
    public async Task GiftAsync(string member, long points)
    {
        Reply given = await Silo.PostAsync(
            "/v1/activities", $$"""{"id":"gift-{{member}}-{{points}}","memberId":"{{member}}","kind":"gift","at":"{{TimeProvider.System.GetUtcNow():yyyy-MM-dd'T'HH:mm:ss'Z'}}","amount":{{points * 100}}}""");
        Assert.True(given.Status == 200, given.Body);
    }

    /// <summary>Plays by the brand's key, as a page elsewhere might that ends before it shows the result.</summary>
    public async Task PlayUnseenAsync(string member, string lottery)
    {
        Reply played = await Silo.PostAsync($"/v1/lotteries/{lottery}/plays", $$"""{"memberId":"{{member}}"}""", $"unseen-{member}-{lottery}");
        Assert.True(played.Status == 200, played.Body);
    }

    /// <summary>What a member has played, newest first.</summary>
    public async Task<string[]> PlayedAsync(string member) =>
        [.. (await Silo.GetAsync($"/v1/members/{member}/plays")).Json.GetProperty("items").EnumerateArray().Select(play => play.GetProperty("lotteryId").GetString()!)];

    private static string Programme()
    {
        JsonArray games =
        [
            Wheel("spring-wheel", "Spring wheel", "春日转盘"), Wheel("night-wheel", "Night market wheel", "夜市转盘"),
            Deck("garden", "Garden cards", "花园刮刮卡"), Deck("river", "River boat cards", "游船刮刮卡"), Deck("moon", "Moon cards", "明月刮刮卡"),
            Draw("noon", "Noon draw", "正午抽签", "12:00"), Draw("evening", "Evening draw", "晚间抽签", "20:00"),
        ];
        return $$"""
            {
              "programme": "many", "zone": "Asia/Shanghai", "name": { "en": "Many", "zh": "众多" }, "expiry": { "rule": "never" },
              "campaigns": [
                {
                  "id": "spring", "name": { "en": "Spring", "zh": "春" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
                  "earning": [{ "id": "gifts", "name": { "en": "Gifts", "zh": "赠送" }, "kinds": ["gift"], "points": 1, "per": 100 }],
                  "lotteries": {{games.ToJsonString()}}
                }
              ],
              "boards": [
                { "id": "day", "name": { "en": "Today", "zh": "今日榜" }, "metric": "points-earned", "period": "day" },
                { "id": "ever", "name": { "en": "Of all time", "zh": "总榜" }, "metric": "points-earned", "period": "all-time" }
              ]
            }
            """;
    }

    private static JsonNode Wheel(string id, string en, string zh) => JsonNode.Parse($$"""
        {
          "id": "{{id}}", "kind": "wheel", "name": { "en": "{{en}}", "zh": "{{zh}}" }, "freePlaysPerDay": 9,
          "segments": [
            { "id": "{{id}}-ten", "label": { "en": "10 points", "zh": "10 积分" }, "color": "#e5484d", "weight": 1, "prize": { "kind": "points", "points": 10 } },
            { "id": "{{id}}-five", "label": { "en": "5 points", "zh": "5 积分" }, "color": "#0ea5e9", "weight": 1, "prize": { "kind": "points", "points": 5 } }
          ]
        }
        """)!;

    private static JsonNode Deck(string id, string en, string zh) => JsonNode.Parse($$"""
        {
          "id": "{{id}}", "kind": "scratch", "name": { "en": "{{en}}", "zh": "{{zh}}" }, "cost": { "points": 1 }, "expires": { "days": 30 },
          "cards": [
            { "id": "{{id}}-all", "label": { "en": "{{en}}: 3 points", "zh": "{{zh}}：3 积分" }, "color": "#e5484d", "count": 600, "prize": { "kind": "points", "points": 3 } },
            { "id": "{{id}}-more", "label": { "en": "{{en}}: 3 points", "zh": "{{zh}}：3 积分" }, "color": "#0ea5e9", "count": 400, "prize": { "kind": "points", "points": 3 } }
          ]
        }
        """)!;

    private static JsonNode Draw(string id, string en, string zh, string closes) => JsonNode.Parse(string.Create(CultureInfo.InvariantCulture, $$"""
        {
          "id": "{{id}}", "kind": "draw", "name": { "en": "{{en}}", "zh": "{{zh}}" }, "freePlaysPerDay": 9, "closes": { "daily": "{{closes}}" },
          "prizes": [{ "id": "{{id}}-points", "label": { "en": "100 points", "zh": "100 积分" }, "count": 1, "prize": { "kind": "points", "points": 100 } }]
        }
        """))!;
}
