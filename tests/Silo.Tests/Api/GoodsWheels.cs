using System.Text.Json.Nodes;

namespace Jifen.Silo.Tests.Api;

/// <summary>Wheels that always win goods: of one they are sent, of the other collected.</summary>
internal static class GoodsWheels
{
    public static void AddTo(JsonNode programme)
    {
        JsonArray lotteries = programme["campaigns"]!.AsArray().Single(campaign => (string)campaign!["id"]! == "festival")!["lotteries"]!.AsArray();
        lotteries.Add(Wheel("sent", "address"));
        lotteries.Add(Wheel("collected", "collect"));
    }

    private static JsonNode Wheel(string id, string delivery) => JsonNode.Parse($$"""
        {
          "id": "{{id}}", "kind": "wheel", "name": { "en": "Cups", "zh": "杯子" }, "freePlaysPerDay": 1000,
          "segments": [
            { "id": "cup", "label": { "en": "Cup", "zh": "杯子" }, "color": "#e5484d", "weight": 1000000000000,
              "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯子" }, "delivery": "{{delivery}}" } },
            { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#64748b", "weight": 1, "prize": null }
          ]
        }
        """)!;
}
