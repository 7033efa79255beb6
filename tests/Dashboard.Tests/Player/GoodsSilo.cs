using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose wheels give goods: those of one are sent, those of the other collected.</summary>
public sealed class GoodsSilo : IAsyncLifetime
{
    private int _calls;

    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "goods" });
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

    /// <summary>Wins goods and gives the id of the prize.</summary>
    public async Task<string> WinAsync(string member, string wheel = "sent")
    {
        Reply played = await Silo.SendAsync(
            HttpMethod.Post, $"/v1/lotteries/{wheel}/plays", $$"""{"memberId":"{{member}}"}""", $"win-{Interlocked.Increment(ref _calls)}", ServedSilo.BootstrapKey);
        Assert.True(played.Status == 200, played.Body);
        return played.Json.GetProperty("playId").GetString()!;
    }

    /// <summary>Moves an order on, as the brand does.</summary>
    public async Task FulfilAsync(string member, string prize, string body)
    {
        Reply moved = await Silo.SendAsync(HttpMethod.Post, $"/v1/members/{member}/prizes/{prize}/fulfil", body, null, ServedSilo.BootstrapKey);
        Assert.True(moved.Status == 200, moved.Body);
    }

    private const string Programme = """
        {
          "programme": "goods", "zone": "Etc/UTC", "name": { "en": "Goods", "zh": "实物" }, "expiry": { "rule": "never" },
          "campaigns": [
            {
              "id": "goods", "name": { "en": "Goods", "zh": "实物" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
              "lotteries": [
                {
                  "id": "sent", "kind": "wheel", "name": { "en": "Cup wheel", "zh": "杯子转盘" }, "freePlaysPerDay": 1000,
                  "segments": [
                    { "id": "cup", "label": { "en": "Cup", "zh": "杯子" }, "color": "#0ea5e9", "weight": 1000000000000,
                      "prize": { "kind": "goods", "name": { "en": "A festival cup", "zh": "节日马克杯" }, "delivery": "address" } },
                    { "id": "b", "label": { "en": "B", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                },
                {
                  "id": "collected", "kind": "wheel", "name": { "en": "Cake wheel", "zh": "蛋糕转盘" }, "freePlaysPerDay": 1000,
                  "segments": [
                    { "id": "cake", "label": { "en": "Cake", "zh": "蛋糕" }, "color": "#e5484d", "weight": 1000000000000,
                      "prize": { "kind": "goods", "name": { "en": "A cake at the counter", "zh": "门店蛋糕一块" }, "delivery": "collect" } },
                    { "id": "b", "label": { "en": "B", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                }
              ]
            }
          ]
        }
        """;
}
