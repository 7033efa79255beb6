using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Commands;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>Scratch cards over HTTP, from their publication to <c>verify</c> and the offline check of a receipt.</summary>
public class CardTests
{
    private const string Deck = "/v1/lotteries/lucky-cards";

    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task A_card_is_bought_held_and_scratched_and_each_call_is_answered_the_same_again()
    {
        await using TestSilo silo = await WithDeckAsync(10);
        TestSilo.Answer bought = await BuyAsync(silo, "ann", "k");
        TestSilo.Answer again = await BuyAsync(silo, "ann", "k");
        Assert.Equal((200, bought.Body, true), (bought.Status, again.Body, again.Replayed));
        JsonElement card = bought.Json.GetProperty("card");
        string id = card.GetProperty("cardId").GetString()!;
        Assert.Equal(bought.Json.GetProperty("playId").GetString(), id);
        JsonElement held = Assert.Single((await silo.GetAsync("/v1/members/ann/cards")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((id, "held", card.GetProperty("commitment").GetString()), (held.GetProperty("cardId").GetString(), held.GetProperty("state").GetString(), held.GetProperty("commitment").GetString()));

        TestSilo.Answer scratched = await ScratchAsync(silo, "ann", id);
        TestSilo.Answer repeated = await ScratchAsync(silo, "ann", id);
        Assert.Equal((200, scratched.Body, true), (scratched.Status, repeated.Body, repeated.Replayed));
        Assert.Equal(card.GetProperty("commitment").GetString(), scratched.Json.GetProperty("receipt").GetProperty("commitment").GetString());
        JsonElement ended = Assert.Single((await silo.GetAsync("/v1/members/ann/cards")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("scratched", scratched.Json.GetProperty("outcome").GetRawText()), (ended.GetProperty("state").GetString(), ended.GetProperty("outcome").GetRawText()));
        Assert.Equal((404, "unknown_card"), Code(await ScratchAsync(silo, "bob", id)));
        Assert.Equal((404, "unknown_card"), Code(await ScratchAsync(silo, "ann", "p0-99999")));
        Assert.Equal((422, "invalid"), Code(await silo.PostAsync($"{Deck}/plays", """{"memberId":"ann","playerSeed":"x"}""", "seeded")));
        string[] kinds = [.. (await silo.GetAsync("/v1/members/ann/history")).Json.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("kind").GetString()!)];
        Assert.Equal(["scratch", "card"], kinds.Where(kind => kind is "scratch" or "card"));
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task A_deck_that_many_buy_at_once_through_a_restart_gives_just_its_cards()
    {
        await using TestSilo silo = await WithDeckAsync(60);
        string[] members = [.. Enumerable.Range(0, 15).Select(i => $"m{i}")];
        await Task.WhenAll(members.Select(silo.EnrolAsync));
        await Task.WhenAll(members.Select(member => BuyAsync(silo, member, "first")));
        await silo.RestartAsync();
        TestSilo.Answer[] rest = await Task.WhenAll(Enumerable.Range(0, 80).Select(i => BuyAsync(silo, members[i % 15], $"rest-{i}")));
        Assert.All(rest.Where(answer => answer.Status != 200), answer => Assert.Equal((409, "sold_out"), Code(answer)));

        List<string> outcomes = [];
        foreach (string member in members)
        {
            foreach (JsonElement held in (await silo.GetAsync($"/v1/members/{member}/cards")).Json.GetProperty("items").EnumerateArray())
            {
                TestSilo.Answer opened = await ScratchAsync(silo, member, held.GetProperty("cardId").GetString()!);
                outcomes.Add(opened.Json.GetProperty("outcome").GetProperty("card").GetString()!);
            }
        }

        Assert.Equal(["cup 1", "none 58", "ten 1"], outcomes.GroupBy(kind => kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} {g.Count()}"));
        JsonElement stock = Assert.Single((await silo.GetAsync($"{Deck}/stock")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((60, 60, 0), (stock.GetProperty("total").GetInt64(), stock.GetProperty("awarded").GetInt64(), stock.GetProperty("left").GetInt64()));
        Assert.True((await silo.GetAsync(Deck)).Json.GetProperty("soldOut").GetBoolean());
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        Assert.Equal(60, frame.Invariants.Single(i => i.Name == "cards-are-kept").Left);
        Assert.Equal(60, frame.Prizes.Single(p => p.Lottery == "lucky-cards").Awarded);
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task Answers_are_as_their_schemas_say()
    {
        await using TestSilo silo = await WithDeckAsync(10);
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        TestSilo.Answer bought = await BuyAsync(silo, "ann", "k");
        TestSilo.Answer scratched = await ScratchAsync(silo, "ann", bought.Json.GetProperty("card").GetProperty("cardId").GetString()!);
        await BuyAsync(silo, "ann", "l");
        (string Component, TestSilo.Answer Answer)[] answers =
        [
            ("Played", bought), ("ScratchedCard", scratched), ("Cards", await silo.GetAsync("/v1/members/ann/cards")), ("Lottery", await silo.GetAsync(Deck)),
            ("Lotteries", await silo.GetAsync("/v1/lotteries")), ("History", await silo.GetAsync("/v1/members/ann/history")), ("Stock", await silo.GetAsync($"{Deck}/stock")),
            ("Fairness", await silo.GetAsync("/v1/fairness/lucky-cards")),
        ];
        foreach ((string component, TestSilo.Answer answer) in answers)
        {
            Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{component}}"}""").RootElement, answer.Json));
        }
    }

    [Fact]
    public async Task A_receipt_is_checked_without_a_server_before_its_seed_is_told()
    {
        await using TestSilo silo = await WithDeckAsync(10);
        TestSilo.Answer bought = await BuyAsync(silo, "ann", "k");
        TestSilo.Answer scratched = await ScratchAsync(silo, "ann", bought.Json.GetProperty("card").GetProperty("cardId").GetString()!);
        string file = Path.Combine(silo.Folder, "receipt.json");
        await File.WriteAllTextAsync(file, scratched.Body);
        (int code, string said) = Verify(file, null);
        Assert.Equal((0, 7), (code, said.Split('\n').Count(line => line.StartsWith('✓'))));
        Assert.Contains("without the seed", said, StringComparison.Ordinal);
        Assert.Equal(1, Verify(file, new string('0', 64)).Code);
        await File.WriteAllTextAsync(file, scratched.Body.Replace("\"salt\":\"", "\"salt\":\"0", StringComparison.Ordinal));
        Assert.Equal(2, Verify(file, null).Code);
    }

    private static (int Code, string Said) Verify(string file, string? seed)
    {
        using StringWriter output = new();
        int code = VerifyReceiptCommand.Run(file, seed, ReportLanguage.English, output, output);
        return (code, output.ToString());
    }

    private static async Task IsSoundAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private static (int, string) Code(TestSilo.Answer answer) => (answer.Status, answer.Code);

    private static Task<TestSilo.Answer> BuyAsync(TestSilo silo, string member, string key) =>
        silo.PostAsync($"{Deck}/plays", $$"""{"memberId":"{{member}}"}""", $"{member}-{key}");

    private static Task<TestSilo.Answer> ScratchAsync(TestSilo silo, string member, string card) =>
        silo.PostAsync($"/v1/members/{member}/cards/{card}/scratch", null);

    /// <summary>The demo's programme with a deck of one cup, one prize of ten points and blanks.</summary>
    private async Task<TestSilo> WithDeckAsync(int cards)
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray().Add(JsonNode.Parse($$"""
            {
              "id": "lucky-cards", "kind": "scratch", "name": { "en": "Lucky cards", "zh": "幸运刮刮卡" }, "freePlaysPerDay": 100, "expires": { "days": 30 },
              "cards": [
                { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#e5484d", "count": 1, "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } } },
                { "id": "ten", "label": { "en": "Ten", "zh": "十" }, "color": "#f59e0b", "count": 1, "prize": { "kind": "points", "points": 10 } },
                { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#64748b", "count": {{cards - 2}}, "prize": null }
              ]
            }
            """));
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
        await silo.EnrolAsync("ann");
        await silo.EnrolAsync("bob");
        return silo;
    }
}
