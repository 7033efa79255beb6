using Jifen.Dashboard.Tests.Browser;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A silo whose wheel gives codes of a pool, which lie in wait, and whose deck gives those of one that is out.</summary>
public sealed class CouponSilo : IAsyncLifetime
{
    private int _plays;

    public ServedSilo Silo { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Silo = await ServedSilo.StartAsync(options => options with { Empty = true, Programme = "coupons" });
        Reply published = await Silo.SendAsync(HttpMethod.Put, "/v1/catalogue", Programme, null, ServedSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        while ((await Silo.GetAsync("/v1/lotteries")).Json.GetProperty("items").GetArrayLength() == 0)
        {
            await Task.Delay(20);
        }

        using HttpClient client = new() { BaseAddress = Silo.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", ServedSilo.BootstrapKey);
        using StringContent codes = new(
            string.Join('\n', Enumerable.Range(0, 500).Select(i => i % 2 == 0 ? $"COFFEE-{i:000}-XKCD,2099-12-31" : $"COFFEE-{i:000}-XKCD")), System.Text.Encoding.UTF8, "text/csv");
        using HttpResponseMessage taken = await client.PostAsync(new Uri("/v1/coupons/coffee/codes", UriKind.Relative), codes);
        Assert.True(taken.IsSuccessStatusCode, await taken.Content.ReadAsStringAsync());
    }

    public async Task DisposeAsync() => await Silo.DisposeAsync();

    /// <summary>Enrols a member and gives the address of its page.</summary>
    public async Task<string> EnterAsync(string member)
    {
        Assert.Equal(201, (await Silo.PostAsync("/v1/members", $$"""{"id":"{{member}}"}""")).Status);
        return $"/play#token={(await Silo.PostAsync($"/v1/members/{member}/token")).Json.GetProperty("token").GetString()}";
    }

    /// <summary>Wins a coupon at the wheel.</summary>
    public async Task WinAsync(string member)
    {
        string key = $"win-{Interlocked.Increment(ref _plays)}";
        Reply played = await Silo.SendAsync(HttpMethod.Post, "/v1/lotteries/coupon-wheel/plays", $$"""{"memberId":"{{member}}"}""", key, ServedSilo.BootstrapKey);
        Assert.True(played.Status == 200, played.Body);
    }

    /// <summary>Scratches a card whose pool has no code.</summary>
    public async Task ScratchAsync(string member)
    {
        string key = $"deal-{Interlocked.Increment(ref _plays)}";
        Reply dealt = await Silo.SendAsync(HttpMethod.Post, "/v1/lotteries/cards/plays", $$"""{"memberId":"{{member}}"}""", key, ServedSilo.BootstrapKey);
        string card = dealt.Json.GetProperty("playId").GetString()!;
        Assert.Equal(200, (await Silo.PostAsync($"/v1/members/{member}/cards/{card}/scratch")).Status);
    }

    private const string Programme = """
        {
          "programme": "coupons", "zone": "Etc/UTC", "name": { "en": "Coupons", "zh": "优惠券" }, "expiry": { "rule": "never" },
          "campaigns": [
            {
              "id": "coupons", "name": { "en": "Coupons", "zh": "优惠券" }, "starts": "2026-01-01T00:00:00Z", "ends": "2100-01-01T00:00:00Z",
              "lotteries": [
                {
                  "id": "coupon-wheel", "kind": "wheel", "name": { "en": "Coffee wheel", "zh": "咖啡转盘" }, "freePlaysPerDay": 1000,
                  "segments": [
                    { "id": "coffee", "label": { "en": "Coffee", "zh": "咖啡" }, "color": "#0ea5e9", "weight": 1000000000000,
                      "prize": { "kind": "coupon", "pool": "coffee", "name": { "en": "A coffee of any size", "zh": "任意规格咖啡一杯" } }, "fallback": "b" },
                    { "id": "b", "label": { "en": "B", "zh": "乙" }, "color": "#f97316", "weight": 1, "prize": null }
                  ]
                },
                {
                  "id": "cards", "kind": "scratch", "name": { "en": "Lucky cards", "zh": "幸运刮刮卡" }, "freePlaysPerDay": 1000, "expires": { "days": 30 },
                  "cards": [
                    { "id": "cake", "label": { "en": "Cake", "zh": "蛋糕" }, "color": "#f59e0b", "count": 500,
                      "prize": { "kind": "coupon", "pool": "cake", "name": { "en": "A cake", "zh": "蛋糕一块" }, "otherwise": { "kind": "points", "points": 20 } } },
                    { "id": "tea", "label": { "en": "Tea", "zh": "茶" }, "color": "#64748b", "count": 500,
                      "prize": { "kind": "coupon", "pool": "cake", "name": { "en": "A tea", "zh": "茶一杯" }, "otherwise": { "kind": "points", "points": 20 } } }
                  ]
                }
              ]
            }
          ]
        }
        """;
}
