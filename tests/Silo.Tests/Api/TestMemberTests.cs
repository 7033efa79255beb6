using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>A test member over HTTP, beside a member, on a wheel that always wins and has one cup.</summary>
public class TestMemberTests
{
    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task An_enrolment_says_what_it_makes_and_one_that_says_otherwise_is_refused_by_name()
    {
        await using TestSilo silo = await WithCupAsync();

        TestSilo.Answer made = await silo.PostAsync("/v1/members", """{"id":"qa","test":true}""", "k1");
        TestSilo.Answer again = await silo.PostAsync("/v1/members", """{"id":"qa","test":true}""", "k1");
        TestSilo.Answer contrary = await silo.PostAsync("/v1/members", """{"id":"qa","test":false}""");
        TestSilo.Answer other = await silo.PostAsync("/v1/members", """{"id":"ann","test":true}""");

        Assert.Equal((201, """{"id":"qa","test":true}"""), (made.Status, made.Body));
        Assert.Equal((made.Body, true), (again.Body, again.Replayed));
        Assert.Equal((422, "invalid", true), (contrary.Status, contrary.Code, contrary.Body.Contains("test: ", StringComparison.Ordinal)));
        Assert.Equal((422, "invalid"), (other.Status, other.Code));
        Assert.Equal(409, (await silo.PostAsync("/v1/members", """{"id":"qa"}""")).Status);
    }

    [Fact]
    public async Task It_wins_what_is_there_as_often_as_it_plays_and_leaves_the_one_cup_to_the_member()
    {
        await using TestSilo silo = await WithCupAsync();
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"qa","test":true}""")).Status);
        await silo.EarnAsync("qa", "q1", 500_000);
        List<TestSilo.Answer> wins = [];
        for (int play = 0; play < 5; play++)
        {
            wins.Add(await SpinAsync(silo, "qa", $"q{play}"));
        }

        await silo.RestartAsync(Seams);
        TestSilo.Answer first = await SpinAsync(silo, "ann", "a1");
        TestSilo.Answer second = await SpinAsync(silo, "ann", "a2");

        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        Assert.All(wins, win => Assert.Equal(("cup", true), (SegmentOf(win), win.Json.GetProperty("test").GetBoolean())));
        Assert.All(wins, win => Assert.Empty(check.Faults(JsonDocument.Parse("""{"$ref":"#/components/schemas/Play"}""").RootElement, win.Json)));
        Assert.Equal(("cup", "none"), (SegmentOf(first), SegmentOf(second)));
        Assert.False(first.Json.TryGetProperty("test", out _));
        Assert.Equal(wins[0].Body, (await SpinAsync(silo, "qa", "q0")).Body);
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal((1L, 1L), frame.Prizes.Where(prize => prize.Lottery == "one-cup").Select(prize => (prize.Total, prize.Awarded)).Single());
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task It_stands_on_no_board_and_its_goods_are_no_order()
    {
        await using TestSilo silo = await WithCupAsync();
        Assert.Equal(201, (await silo.PostAsync("/v1/members", """{"id":"qa","test":true}""")).Status);
        await silo.EarnAsync("qa", "q1", 500_000);
        await silo.EarnAsync("ann", "a1", 1_000);
        await SpinAsync(silo, "qa", "q1");

        JsonElement boards = (await silo.GetAsync("/v1/members/qa/boards")).Json.GetProperty("items");
        JsonElement prizes = (await silo.GetAsync("/v1/members/qa/prizes")).Json.GetProperty("items");
        JsonElement orders = (await silo.GetAsync("/v1/orders")).Json.GetProperty("items");

        Assert.NotEmpty(boards.EnumerateArray());
        Assert.All(boards.EnumerateArray(), board => Assert.Equal(JsonValueKind.Null, board.GetProperty("rank").ValueKind));
        Assert.Equal(1, (await silo.GetAsync("/v1/members/ann/boards")).Json.GetProperty("items")[0].GetProperty("rank").GetInt32());
        Assert.True(Assert.Single(prizes.EnumerateArray()).GetProperty("test").GetBoolean());
        Assert.Empty(orders.EnumerateArray());
    }

    private static string SegmentOf(TestSilo.Answer play) => play.Json.GetProperty("outcome").GetProperty("segment").GetString()!;

    private static Task<TestSilo.Answer> SpinAsync(TestSilo silo, string member, string key) =>
        silo.PostAsync("/v1/lotteries/one-cup/plays", $$"""{"memberId":"{{member}}"}""", key);

    private static async Task IsSoundAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private async Task<TestSilo> WithCupAsync()
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray().Add(JsonNode.Parse("""
            {
              "id": "one-cup", "kind": "wheel", "name": { "en": "One cup", "zh": "一个杯子" }, "freePlaysPerDay": 10,
              "segments": [
                { "id": "cup", "label": { "en": "Cup", "zh": "杯子" }, "color": "#e5484d", "weight": 1000000000000,
                  "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯子" }, "delivery": "collect" }, "stock": { "total": 1 }, "fallback": "none" },
                { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#64748b", "weight": 1, "prize": null }
              ]
            }
            """));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        await silo.EnrolAsync("ann");
        return silo;
    }
}
