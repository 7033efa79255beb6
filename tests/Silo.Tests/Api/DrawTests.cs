using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Commands;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>Prize draws over HTTP, from their publication to <c>verify</c> and the offline check of a receipt.</summary>
public class DrawTests
{
    private const string Draw = "/v1/lotteries/evening";
    private const string Ever = "2027-06-01T00:00:00+08:00";

    private static readonly string[] Members = [.. Enumerable.Range(0, 12).Select(i => $"m{i}")];

    [Fact]
    public async Task Members_enter_are_drawn_and_claim_and_each_call_is_answered_the_same_again()
    {
        await using TestSilo silo = await EnteredAsync(claims: true);
        TestSilo.Answer again = await EnterAsync(silo, "m0", "first");
        Assert.Equal((200, true, 1), (again.Status, again.Replayed, again.Json.GetProperty("entry").GetProperty("number").GetInt32()));
        Assert.Equal(2, (await silo.GetAsync($"{Draw}?memberId=m0")).Json.GetProperty("entries").GetInt64());

        JsonElement drawn = await HeldAsync(silo, claims: true);
        Assert.Equal((12, 24, 3), (drawn.GetProperty("members").GetInt32(), drawn.GetProperty("entries").GetInt32(), drawn.GetProperty("winners").GetInt32()));
        Assert.Equal((409, "too_late"), Code(await EnterAsync(silo, "m0", "late")));
        string[] winners = await WinnersAsync(silo, 3);
        foreach (string winner in winners)
        {
            TestSilo.Answer claimed = await ClaimAsync(silo, winner);
            TestSilo.Answer repeated = await ClaimAsync(silo, winner);
            Assert.Equal((200, claimed.Body, true), (claimed.Status, repeated.Body, repeated.Replayed));
        }

        Assert.Equal((404, "unknown_draw"), Code(await ClaimAsync(silo, Members.First(member => !winners.Contains(member)))));
        while ((await DrawingAsync(silo)).GetProperty("places").EnumerateArray().Any(place => place.GetProperty("state").GetString() != "claimed"))
        {
            await Task.Delay(20);
        }

        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task A_draw_through_a_restart_gives_each_prize_once()
    {
        await using TestSilo silo = await EnteredAsync(claims: false);
        await silo.RestartAsync();
        JsonElement before = await HeldAsync(silo, claims: false);
        await WinnersAsync(silo, 3);
        Assert.Contains(silo.Host.Engine.Desk.Notices, notice => notice is { Kind: NoticeKinds.Drawn, Subject: "evening" });
        await silo.RestartAsync();
        Assert.Equal(before.GetProperty("drawn").GetRawText(), (await DrawingAsync(silo)).GetProperty("drawn").GetRawText());
        long points = 0;
        foreach (string member in Members)
        {
            points += (await silo.GetAsync($"/v1/members/{member}")).Json.GetProperty("points").GetProperty("available").GetInt64();
        }

        Assert.Equal(20, points);
        LiveFrame frame = await silo.Host.Engine.Desk.TakeAsync();
        Assert.All(frame.Invariants, invariant => Assert.True(invariant.Holds, $"{invariant}"));
        await IsSoundAsync(silo);
    }

    [Fact]
    public async Task Answers_are_as_their_schemas_say_and_receipts_hold_without_a_server()
    {
        await using TestSilo silo = await EnteredAsync(claims: true);
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);
        TestSilo.Answer entered = await EnterAsync(silo, "m0", "third");
        JsonElement drawn = await HeldAsync(silo, claims: true);
        string winner = (await WinnersAsync(silo, 3))[0];
        TestSilo.Answer receipt = await silo.GetAsync($"/v1/members/{winner}/draws/evening/draw/receipt");
        (string Component, TestSilo.Answer Answer)[] answers =
        [
            ("Played", entered), ("Lottery", await silo.GetAsync(Draw)), ("Lotteries", await silo.GetAsync("/v1/lotteries?memberId=m0")),
            ("Draws", await silo.GetAsync($"{Draw}/draws")), ("Draw", await silo.GetAsync($"{Draw}/draws/draw")), ("DrawReceipt", receipt),
            ("MemberDraws", await silo.GetAsync($"/v1/members/{winner}/draws")), ("ClaimedPrize", await ClaimAsync(silo, winner)),
            ("History", await silo.GetAsync($"/v1/members/{winner}/history")), ("Fairness", await silo.GetAsync("/v1/fairness/evening")),
        ];
        foreach ((string component, TestSilo.Answer answer) in answers)
        {
            Assert.Equal(200, answer.Status);
            Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{component}}"}""").RootElement, answer.Json));
        }

        string seed = drawn.GetProperty("seed").GetString()!;
        Assert.Equal(0, Verify(silo, entered.Body, seed).Code);
        Assert.Equal(0, Verify(silo, receipt.Body, null).Code);
        Assert.Equal(0, Verify(silo, receipt.Body, seed).Code);
        Assert.Equal(1, Verify(silo, receipt.Body, new string('0', 64)).Code);
        int position = receipt.Json.GetProperty("position").GetInt32();
        Assert.Equal(1, Verify(silo, receipt.Body.Replace($"\"position\":{position}", $"\"position\":{(position % 3) + 1}", StringComparison.Ordinal), seed).Code);
    }

    private static (int Code, string Said) Verify(TestSilo silo, string receipt, string? seed)
    {
        string file = Path.Combine(silo.Folder, "receipt.json");
        File.WriteAllText(file, receipt);
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

    private static Task<TestSilo.Answer> EnterAsync(TestSilo silo, string member, string key) =>
        silo.PostAsync($"{Draw}/plays", $$"""{"memberId":"{{member}}"}""", $"{member}-{key}");

    private static Task<TestSilo.Answer> ClaimAsync(TestSilo silo, string member) => silo.PostAsync($"/v1/members/{member}/draws/evening/draw/claim", null);

    private static async Task<JsonElement> DrawingAsync(TestSilo silo) => (await silo.GetAsync($"{Draw}/draws/draw")).Json;

    /// <summary>The members who won, once all of them have been told.</summary>
    private static async Task<string[]> WinnersAsync(TestSilo silo, int count)
    {
        while (true)
        {
            List<string> won = [];
            foreach (string member in Members)
            {
                JsonElement draw = (await silo.GetAsync($"/v1/members/{member}/draws")).Json.GetProperty("items")[0];
                won.AddRange(draw.GetProperty("win").ValueKind == JsonValueKind.Object ? [member] : []);
            }

            if (won.Count == count)
            {
                return [.. won];
            }

            await Task.Delay(20);
        }
    }

    /// <summary>A version says that the draw has closed; what was drawn.</summary>
    private static async Task<JsonElement> HeldAsync(TestSilo silo, bool claims)
    {
        await PublishAsync(silo, "2026-01-02T00:00:00+08:00", claims);
        while (true)
        {
            JsonElement drawing = await DrawingAsync(silo);
            if (drawing.GetProperty("state").GetString() == "drawn")
            {
                return drawing;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The demo's programme with a draw of one cup and two prizes of ten points; each member has entered it twice.</summary>
    private static async Task<TestSilo> EnteredAsync(bool claims)
    {
        TestSilo silo = await TestSilo.StartAsync(new());
        await PublishAsync(silo, Ever, claims);
        await Task.WhenAll(Members.Select(silo.EnrolAsync));
        foreach (string key in (string[])["first", "second"])
        {
            Assert.All(await Task.WhenAll(Members.Select(member => EnterAsync(silo, member, key))), entry => Assert.Equal(200, entry.Status));
        }

        return silo;
    }

    private static async Task PublishAsync(TestSilo silo, string closes, bool claims)
    {
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        JsonNode campaign = JsonNode.Parse("""
            { "id": "evenings", "name": { "en": "Evenings", "zh": "晚间" }, "starts": "2026-01-01T00:00:00+08:00", "ends": "2027-12-01T00:00:00+08:00", "lotteries": [] }
            """)!;
        campaign["lotteries"]!.AsArray().Add(JsonNode.Parse($$"""
            {
              "id": "evening", "kind": "draw", "name": { "en": "Evening draw", "zh": "晚间抽签" }, "freePlaysPerDay": 100, "closes": { "at": "{{closes}}" },
              {{(claims ? """ "claim": { "hours": 24 }, "substitutes": 2, """ : "")}}
              "prizes": [
                { "id": "cup", "label": { "en": "First", "zh": "一等奖" }, "count": 1, "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } } },
                { "id": "ten", "label": { "en": "Second", "zh": "二等奖" }, "count": 2, "prize": { "kind": "points", "points": 10 } }
              ]
            }
            """));
        programme["campaigns"]!.AsArray().Add(campaign);
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.True(published.Status == 200, published.Body);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }
}
