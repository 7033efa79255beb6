using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>Tickets and badges that are won, and tickets that the brand gives, over HTTP, through a restart to <c>verify</c>.</summary>
public class GiftTests
{
    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task What_is_won_is_told_and_who_has_the_badge_is_told_what_it_gets_instead()
    {
        await using TestSilo silo = await WithGamesAsync();
        TestSilo.Answer tickets = await PlayAsync(silo, "ticket-wheel", "t1");
        TestSilo.Answer badge = await PlayAsync(silo, "badge-wheel", "b1");
        TestSilo.Answer again = await PlayAsync(silo, "badge-wheel", "b2");
        await silo.RestartAsync(Seams);
        TestSilo.Answer replayed = await PlayAsync(silo, "badge-wheel", "b2");
        TestSilo.Answer plays = await silo.GetAsync("/v1/members/ann/plays");
        TestSilo.Answer history = await silo.GetAsync("/v1/members/ann/history");
        TestSilo.Answer member = await silo.GetAsync("/v1/members/ann");

        await HoldAsync(silo, ("Play", tickets), ("Play", badge), ("Play", again), ("Plays", plays), ("History", history), ("Lottery", await silo.GetAsync("/v1/lotteries/badge-wheel")));
        Assert.Equal("""{"kind":"tickets","lottery":"badge-wheel","count":3}""", Outcome(tickets).GetProperty("prize").GetRawText());
        Assert.Equal("""{"kind":"badge","badge":"star"}""", Outcome(badge).GetProperty("prize").GetRawText());
        Assert.Equal(("""{"kind":"points","points":7}""", "star", 7), (Outcome(again).GetProperty("prize").GetRawText(), Outcome(again).GetProperty("had").GetString(), again.Json.GetProperty("available").GetInt64()));
        Assert.Equal(again.Body, replayed.Body);
        Assert.Contains(plays.Json.GetProperty("items").EnumerateArray(), play => play.GetProperty("outcome").TryGetProperty("had", out _));
        Assert.Equal(3, Assert.Single(history.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("kind").GetString() == "tickets").GetProperty("count").GetInt64());
        Assert.Equal(11, member.Json.GetProperty("tickets").GetProperty("badge-wheel").GetInt64());
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task Marketing_gives_tickets_once_a_key()
    {
        await using TestSilo silo = await WithGamesAsync();
        const string Body = """{"lottery":"ticket-wheel","count":2,"grant":"welcome-2026"}""";
        TestSilo.Answer first = await silo.PostAsync("/v1/members/ann/tickets", Body, "g1");
        TestSilo.Answer again = await silo.PostAsync("/v1/members/ann/tickets", Body, "g1");
        TestSilo.Answer more = await silo.PostAsync("/v1/members/ann/tickets", Body, "g2");
        TestSilo.Answer history = await silo.GetAsync("/v1/members/ann/history");

        await HoldAsync(silo, ("TicketsGranted", first), ("History", history));
        Assert.Equal((200, """{"lottery":"ticket-wheel","count":2,"tickets":2}"""), (first.Status, first.Body));
        Assert.Equal((first.Body, true), (again.Body, again.Replayed));
        Assert.Equal(4, more.Json.GetProperty("tickets").GetInt64());
        Assert.Equal(
            ["grant:welcome-2026", "grant:welcome-2026"],
            history.Json.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("kind").GetString() == "tickets").Select(item => item.GetProperty("cause").GetString()));
        await IsSoundAsync(silo);
    }

    [Theory]
    [InlineData("""{"lottery":"nowhere","count":1,"grant":"g"}""", 404, "unknown_lottery", null)]
    [InlineData("""{"lottery":"ticket-wheel","count":0,"grant":"g"}""", 422, "invalid", "count")]
    [InlineData("""{"lottery":"ticket-wheel","count":1001,"grant":"g"}""", 422, "invalid", "count")]
    [InlineData("""{"lottery":"ticket-wheel","count":1,"grant":"a b"}""", 422, "invalid", "grant")]
    [InlineData("""{"lottery":"","count":1,"grant":"g"}""", 422, "invalid", "lottery")]
    [InlineData("""{"lottery":"ticket-wheel","count":1}""", 400, "malformed", "$.grant")]
    public async Task What_cannot_be_given_is_refused_by_its_field(string body, int status, string code, string? field)
    {
        await using TestSilo silo = await WithGamesAsync();
        TestSilo.Answer refused = await silo.PostAsync("/v1/members/ann/tickets", body, "g1");
        Assert.Equal((status, code), (refused.Status, refused.Code));
        Assert.Equal(field, refused.Json.TryGetProperty("field", out JsonElement named) ? named.GetString() : null);
        Assert.Equal((400, "key_required"), await silo.PostAsync("/v1/members/ann/tickets", body) is var keyless ? (keyless.Status, keyless.Code) : default);
        Assert.Equal("unknown_member", (await silo.PostAsync("/v1/members/nobody/tickets", """{"lottery":"ticket-wheel","count":1,"grant":"g"}""", "g2")).Code);
    }

    private static Task<TestSilo.Answer> PlayAsync(TestSilo silo, string wheel, string key) => silo.PostAsync($"/v1/lotteries/{wheel}/plays", """{"memberId":"ann"}""", key);

    private static JsonElement Outcome(TestSilo.Answer played) => played.Json.GetProperty("outcome");

    private static async Task HoldAsync(TestSilo silo, params (string Component, TestSilo.Answer Answer)[] answers)
    {
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        foreach ((string component, TestSilo.Answer answer) in answers)
        {
            Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{component}}"}""").RootElement, answer.Json));
        }
    }

    private static async Task IsSoundAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private async Task<TestSilo> WithGamesAsync()
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["badges"]!.AsArray().Add(JsonNode.Parse("""{ "id": "star", "name": { "en": "Star", "zh": "星" }, "criteria": { "counter": "given" } }"""));
        JsonArray lotteries = programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray();
        lotteries.Add(Wheel("ticket-wheel", """{ "kind": "tickets", "lottery": "badge-wheel", "count": 3 }"""));
        lotteries.Add(Wheel("badge-wheel", """{ "kind": "badge", "badge": "star", "otherwise": { "kind": "points", "points": 7 } }"""));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        await silo.EnrolAsync("ann");
        return silo;
    }

    private static JsonNode Wheel(string id, string prize) => JsonNode.Parse($$"""
        {
          "id": "{{id}}", "kind": "wheel", "name": { "en": "Wheel", "zh": "转盘" }, "freePlaysPerDay": 10,
          "segments": [
            { "id": "won", "label": { "en": "Won", "zh": "中奖" }, "color": "#e5484d", "weight": 1000000000000, "prize": {{prize}} },
            { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#64748b", "weight": 1, "prize": null }
          ]
        }
        """)!;
}
