using System.Text.Json;
using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose programme has prize draws, which a test closes when it wants to.</summary>
public sealed class EveningSilo : IAsyncLifetime
{
    private const string Far = "2099-01-01T00:00:00Z";

    private bool _closed;

    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "evenings" });
        await PublishAsync();
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member)
    {
        Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    /// <summary>A version says that the draw has closed.</summary>
    public async Task CloseAsync()
    {
        _closed = true;
        await PublishAsync();
        while (!(await Silo.GetAsync("/v1/lotteries/evening/draws")).Json.GetProperty("items").EnumerateArray().Any(draw => draw.GetProperty("state").GetString() == "drawn"))
        {
            await Task.Delay(50);
        }
    }

    public async Task<JsonElement> DrawsAsync(string member) => (await Silo.GetAsync($"/v1/members/{member}/draws")).Json.GetProperty("items");

    private async Task PublishAsync()
    {
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme(), null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(20);
        }
    }

    private string Programme() => $$"""
        {
          "programme": "evenings", "zone": "Asia/Shanghai", "name": { "en": "Evenings", "zh": "晚间" }, "expiry": { "rule": "never" },
          "campaigns": [
            {
              "id": "evenings", "name": { "en": "Evenings", "zh": "晚间" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z", "earning": [],
              "lotteries": [
                {
                  "id": "evening", "kind": "draw", "name": { "en": "Evening draw", "zh": "晚间抽签" }, "freePlaysPerDay": 3,
                  "closes": { "at": "{{(_closed ? "2026-01-02T00:00:00Z" : Far)}}" }, "claim": { "hours": 72 }, "substitutes": 1,
                  "prizes": [
                    { "id": "car", "label": { "en": "First prize", "zh": "一等奖" }, "count": 1, "prize": { "kind": "goods", "name": { "en": "Electric car", "zh": "电动汽车" } } },
                    { "id": "ten", "label": { "en": "Second prize", "zh": "二等奖" }, "count": 5, "prize": { "kind": "points", "points": 10 } }
                  ]
                }
              ]
            }
          ]
        }
        """;
}
