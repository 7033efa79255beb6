using System.Text.Json.Nodes;

namespace Jifen.Silo.Tests.Api;

/// <summary>The demo programme with challenges by check-ins, which earn nothing by rules.</summary>
internal static class ChallengeProgramme
{
    private const string Challenges = """
        [
          { "id": "twice", "kind": "count", "name": { "en": "Twice", "zh": "两次" }, "period": "campaign", "qualifies": { "kinds": ["check-in"] }, "times": 2,
            "reward": { "points": 50, "tickets": { "lottery": "lucky-wheel", "count": 1 } } },
          { "id": "daily", "kind": "streak", "name": { "en": "Daily", "zh": "每日" }, "qualifies": { "kinds": ["visit"] }, "days": 7, "freezes": 0,
            "repair": { "points": 5, "hours": 48 }, "pauses": { "days": 3 }, "zone": "member", "rewards": [{ "day": 2, "points": 4 }, { "day": 3, "points": 9 }] },
          { "id": "both", "kind": "set", "name": { "en": "Both", "zh": "两者" }, "period": { "rolling": 7 }, "qualifies": { "kinds": ["check-in"] },
            "of": { "merchants": ["east", "west"] }, "reward": { "points": 1 } }
        ]
        """;

    /// <summary>Publishes it and waits until it is in force.</summary>
    public static async Task PublishAsync(TestSilo silo)
    {
        JsonObject programme = JsonNode.Parse(TestSilo.Programme())!.AsObject();
        programme["campaigns"]![0]!["challenges"] = JsonNode.Parse(Challenges);
        TestSilo.Answer published = await silo.SendAsync(HttpMethod.Put, "/v1/catalogue", programme.ToJsonString(), null, TestSilo.BootstrapKey);
        Assert.Equal(200, published.Status);
        await silo.InForceAsync(published.Json.GetProperty("version").GetInt64());
    }

    public static Task<TestSilo.Answer> ReportAsync(TestSilo silo, string member, string id, string kind, TimeSpan ago = default) => silo.PostAsync(
        "/v1/activities",
        $$"""{"id":"{{id}}","memberId":"{{member}}","kind":"{{kind}}","at":"{{silo.Now - ago:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
}
