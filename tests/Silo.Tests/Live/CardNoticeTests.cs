using System.Text.Json.Nodes;
using Jifen.Silo.Tests.Api;

namespace Jifen.Silo.Tests.Live;

/// <summary>What ops is told of cards: what a card itself is worth, whatever its record brings besides.</summary>
public sealed class CardNoticeTests
{
    private const string Cup = """{ "kind": "goods", "name": { "en": "Cup", "zh": "杯" } }""";
    private const string Ten = """{ "kind": "points", "points": 10 }""";

    [Fact]
    public async Task A_cup_is_told_beside_the_badge_and_the_grand_prize_that_it_brings()
    {
        await using TestSilo silo = await WithDeckAsync(Cup);
        await ScratchAsync(silo);

        Assert.Equal(
            [(NoticeKinds.GrandPrize, "luck", "Luck"), (NoticeKinds.PrizeWon, "lucky-cards", "Cup")],
            silo.Host.Engine.Desk.Notices.Where(notice => notice.Member is not null).Select(notice => (notice.Kind, notice.Subject!, notice.Name!.En)));
        Assert.Equal(2, silo.Host.Engine.Desk.Notices.Where(notice => notice.Member is not null).Select(notice => notice.Id).Distinct().Count());
    }

    [Fact]
    public async Task Points_of_a_card_are_everyday_also_where_they_complete_a_set()
    {
        await using TestSilo silo = await WithDeckAsync(Ten);
        await ScratchAsync(silo);

        Assert.Equal([NoticeKinds.GrandPrize], silo.Host.Engine.Desk.Notices.Where(notice => notice.Member is not null).Select(notice => notice.Kind));
    }

    private static async Task ScratchAsync(TestSilo silo)
    {
        TestSilo.Answer bought = await silo.PostAsync("/v1/lotteries/lucky-cards/plays", """{"memberId":"ann"}""", "k");
        string card = bought.Json.GetProperty("card").GetProperty("cardId").GetString()!;
        Assert.Equal(200, (await silo.PostAsync($"/v1/members/ann/cards/{card}/scratch", null)).Status);

        // An answer leaves before its record is told; what the shard reads after that stands behind it.
        Assert.Equal(200, (await silo.GetAsync("/v1/members/ann")).Status);
    }

    /// <summary>A deck of one prize, a badge for the first prize won, and a set of that badge which gives 25 points.</summary>
    private static async Task<TestSilo> WithDeckAsync(string prize)
    {
        TestSilo silo = await TestSilo.StartAsync();
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["badges"] = JsonNode.Parse("""[{ "id": "winner", "name": { "en": "Winner", "zh": "赢家" }, "criteria": { "counter": "wins", "atLeast": 1 } }]""");
        programme["badgeSets"] = JsonNode.Parse("""
            [{ "id": "luck", "name": { "en": "Luck", "zh": "好运" }, "badges": ["winner"], "grand": { "kind": "points", "points": 25 } }]
            """);
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray().Add(JsonNode.Parse($$"""
            {
              "id": "lucky-cards", "kind": "scratch", "name": { "en": "Lucky cards", "zh": "幸运刮刮卡" }, "freePlaysPerDay": 9, "expires": { "days": 30 },
              "cards": [
                { "id": "one", "label": { "en": "A prize", "zh": "奖品" }, "color": "#e5484d", "count": 5, "prize": {{prize}} },
                { "id": "two", "label": { "en": "A prize too", "zh": "也是奖品" }, "color": "#0ea5e9", "count": 5, "prize": {{prize}} }
              ]
            }
            """));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        await silo.EnrolAsync("ann");
        return silo;
    }
}
