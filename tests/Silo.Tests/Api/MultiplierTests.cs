using System.Text.Json;
using System.Text.Json.Nodes;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Verification;

namespace Jifen.Silo.Tests.Api;

/// <summary>A wheel that always wins double points, over HTTP, from the win through a restart to <c>verify</c>.</summary>
public class MultiplierTests
{
    protected virtual SiloSeams Seams => new();

    [Fact]
    public async Task A_win_an_activity_the_member_and_the_history_say_what_multiplies_and_until_when()
    {
        await using TestSilo silo = await WithWheelAsync();
        SchemaCheck check = new((await silo.GetAsync("/openapi/v1.json", "")).Json);

        TestSilo.Answer won = await silo.PostAsync("/v1/lotteries/double-wheel/plays", """{"memberId":"ann"}""", "w1");
        await silo.RestartAsync(Seams);
        TestSilo.Answer earned = await silo.EarnAsync("ann", "a1", 1_000);
        TestSilo.Answer member = await silo.GetAsync("/v1/members/ann");
        TestSilo.Answer history = await silo.GetAsync("/v1/members/ann/history");

        foreach ((string component, TestSilo.Answer answer) in (ReadOnlySpan<(string, TestSilo.Answer)>)[("Play", won), ("ActivityAnswer", earned), ("Member", member), ("History", history)])
        {
            Assert.Empty(check.Faults(JsonDocument.Parse($$"""{"$ref":"#/components/schemas/{{component}}"}""").RootElement, answer.Json));
        }

        Assert.Equal(
            """{"kind":"multiplier","name":{"en":"Double day","zh":"双倍日"},"factor":"2","hours":24}""", won.Json.GetProperty("outcome").GetProperty("prize").GetRawText());
        JsonElement given = Assert.Single(won.Json.GetProperty("multipliers").EnumerateArray());
        Assert.Equal(TimeSpan.FromHours(24), given.GetProperty("until").GetDateTimeOffset() - given.GetProperty("from").GetDateTimeOffset());
        Assert.Equal(given.GetRawText(), Assert.Single(member.Json.GetProperty("multipliers").EnumerateArray()).GetRawText());
        Assert.Equal(
            """[{"rule":"base","points":10},{"rule":"multiplier:lottery:double-wheel/double","points":10}]""", earned.Json.GetProperty("rules").GetRawText());
        Assert.Equal(("2", 10), (earned.Json.GetProperty("multiplier").GetProperty("factor").GetString(), earned.Json.GetProperty("multiplier").GetProperty("points").GetInt64()));
        Assert.Contains(history.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("kind").GetString() == "multiplier");
        await IsSoundAsync(silo);
    }

    private static async Task IsSoundAsync(TestSilo silo)
    {
        Assert.True(await silo.StopAsync());
        using StoreVerification verification = StoreVerification.Open(silo.Folder, SecretKeyFile.OpenOrCreate(silo.Folder, storeExists: true));
        Assert.Empty(verification.Run().Faults);
    }

    private async Task<TestSilo> WithWheelAsync()
    {
        TestSilo silo = await TestSilo.StartAsync(Seams);
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray().Add(JsonNode.Parse("""
            {
              "id": "double-wheel", "kind": "wheel", "name": { "en": "Doubles", "zh": "双倍" }, "freePlaysPerDay": 10,
              "segments": [
                { "id": "double", "label": { "en": "Double", "zh": "双倍" }, "color": "#e5484d", "weight": 1000000000000,
                  "prize": { "kind": "multiplier", "name": { "en": "Double day", "zh": "双倍日" }, "factor": "2", "hours": 24 } },
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
