using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>What complete sets of badges give, over HTTP, through a restart to <c>verify</c>.</summary>
public class GrandPrizeTests
{
    private const string Crown = """{ "kind": "badge", "badge": "crown", "otherwise": null }""";
    private const string Phone = """{ "kind": "goods", "name": { "en": "Phone", "zh": "手机" }, "delivery": "address" }""";
    private const string Coffee = """{ "kind": "coupon", "pool": "coffee", "name": { "en": "Coffee", "zh": "咖啡" }, "otherwise": null }""";
    private const string Golden = """{ "kind": "multiplier", "name": { "en": "Golden day", "zh": "黄金日" }, "factor": "2", "hours": 24 }""";

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task The_shelf_says_what_each_set_gives_and_the_last_badge_brings_it_once()
    {
        await using TestSilo silo = await TestSilo.StartAsync(Seams);
        await PublishAsync(silo);
        await silo.EnrolAsync("ann");
        TestSilo.Answer upload = await silo.SendAsync(HttpMethod.Post, "/v1/coupons/coffee/codes", "CODE-1", null, TestSilo.BootstrapKey, media: "text/csv");
        Assert.True(upload.Status == 200, upload.Body);
        TestSilo.Answer shown = await silo.GetAsync("/v1/members/ann/badges");
        await silo.EarnAsync("ann", "a1", 100);
        await silo.RestartAsync(Seams);
        await silo.EarnAsync("ann", "a2", 100);

        TestSilo.Answer wallet = await silo.GetAsync("/v1/members/ann/prizes");
        for (int n = 0; n < 600 && wallet.Body.Contains("\"coming\"", StringComparison.Ordinal); n++)
        {
            wallet = await silo.GetAsync("/v1/members/ann/prizes");
        }

        TestSilo.Answer complete = await silo.GetAsync("/v1/members/ann/badges");
        TestSilo.Answer history = await silo.GetAsync("/v1/members/ann/history?limit=100");
        TestSilo.Answer member = await silo.GetAsync("/v1/members/ann");
        TestSilo.Answer orders = await silo.GetAsync("/v1/orders");
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        foreach ((string component, TestSilo.Answer answer) in new[] { ("Badges", shown), ("Badges", complete), ("Wallet", wallet), ("History", history), ("Member", member), ("Orders", orders) })
        {
            Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{component}}"}""").RootElement, answer.Json));
        }

        Assert.Equal(
            ["""{"kind":"badge","badge":"crown"}""", """{"kind":"goods","name":{"en":"Phone","zh":"手机"}}""", """{"kind":"coupon","name":{"en":"Coffee","zh":"咖啡"}}"""],
            Sets(shown).Take(3).Select(set => set.GetProperty("prize").GetRawText()));
        Assert.All(Sets(complete), set => Assert.NotEqual(JsonValueKind.Null, set.GetProperty("completed").ValueKind));
        Assert.Equal(
            [("phone", "awaiting_address"), ("sip", "ready")],
            wallet.Json.GetProperty("items").EnumerateArray().Select(prize => (prize.GetProperty("source").GetProperty("id").GetString(), prize.GetProperty("state").GetString())).Order());
        Assert.Equal("phone", Assert.Single(orders.Json.GetProperty("items").EnumerateArray()).GetProperty("source").GetProperty("id").GetString());
        Assert.Equal(4, history.Json.GetProperty("items").EnumerateArray().Count(item => item.GetProperty("kind").GetString() == "badge-set"));
        Assert.Equal("badge-set", Assert.Single(member.Json.GetProperty("multipliers").EnumerateArray()).GetProperty("source").GetProperty("kind").GetString());
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private static JsonElement.ArrayEnumerator Sets(TestSilo.Answer badges) => badges.Json.GetProperty("sets").EnumerateArray();

    private static async Task PublishAsync(TestSilo silo)
    {
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["badges"] = JsonNode.Parse("""
            [{ "id": "one", "name": { "en": "One", "zh": "一" }, "criteria": { "counter": "purchases", "atLeast": 1 } },
             { "id": "crown", "name": { "en": "Crown", "zh": "皇冠" }, "criteria": { "counter": "given" } }]
            """);
        programme["badgeSets"] = new JsonArray(Set("first", "one", Crown), Set("phone", "crown", Phone), Set("sip", "crown", Coffee), Set("day", "crown", Golden));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    private static JsonNode Set(string id, string badge, string grand) =>
        JsonNode.Parse($$"""{ "id": "{{id}}", "name": { "en": "Set", "zh": "套装" }, "badges": ["{{badge}}"], "grand": {{grand}} }""")!;
}
