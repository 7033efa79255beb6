using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo with one wheel that tells its odds, has a prize out and a guarantee, and one that does not tell them.</summary>
public sealed class OddsSilo : IAsyncLifetime
{
    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "odds" });
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme, null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(20);
        }
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member)
    {
        Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    public async Task<JsonElement> WheelAsync(string wheel, string member) => (await Silo.GetAsync($"/v1/lotteries/{wheel}?memberId={member}")).Json;

    private const string Programme = """
        {
          "programme": "odds", "zone": "Asia/Shanghai", "name": { "en": "Odds", "zh": "概率" }, "expiry": { "rule": "never" },
          "campaigns": [
            {
              "id": "spring", "name": { "en": "Spring", "zh": "春" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z", "earning": [],
              "lotteries": [
                {
                  "id": "told", "kind": "wheel", "name": { "en": "Spring wheel", "zh": "春日转盘" }, "freePlaysPerDay": 9, "guarantee": { "plays": 2, "segment": "cup" }, "showOdds": true,
                  "segments": [
                    { "id": "none", "label": { "en": "Next time", "zh": "下次好运" }, "color": "#64748b", "weight": 9990, "prize": null },
                    { "id": "cup", "label": { "en": "Cup", "zh": "马克杯" }, "color": "#e5484d", "weight": 7, "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "马克杯" } } },
                    {
                      "id": "bike", "label": { "en": "Bicycle", "zh": "自行车" }, "color": "#0ea5e9", "weight": 3, "prize": { "kind": "goods", "name": { "en": "Bicycle", "zh": "自行车" } },
                      "stock": { "total": 0 }, "fallback": "cup"
                    }
                  ]
                },
                {
                  "id": "untold", "kind": "wheel", "name": { "en": "Quiet wheel", "zh": "静默转盘" }, "freePlaysPerDay": 9, "showOdds": false,
                  "segments": [
                    { "id": "none", "label": { "en": "Next time", "zh": "下次好运" }, "color": "#64748b", "weight": 3, "prize": null },
                    { "id": "ten", "label": { "en": "10 points", "zh": "10 积分" }, "color": "#e5484d", "weight": 1, "prize": { "kind": "points", "points": 10 } }
                  ]
                }
              ]
            }
          ]
        }
        """;
}
