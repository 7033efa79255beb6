using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

/// <summary>A valid programme in JSON, to be changed at a path before it is read.</summary>
internal sealed partial class ProgrammeDraft
{
    private const string Valid = """
        {
          "programme": "test", "zone": "America/New_York", "name": { "en": "Test", "zh": "测试" }, "expiry": { "rule": "months", "months": 12 },
          "campaigns": [
            {
              "id": "spring", "name": { "en": "Spring", "zh": "春" },
              "starts": "2026-03-01T00:00:00-05:00", "ends": "2026-06-01T00:00:00-04:00",
              "dayParts": [{ "from": "08:00", "to": "22:00" }],
              "challenges": [],
              "earning": [{ "id": "base", "name": { "en": "Base", "zh": "基础" }, "kinds": ["purchase"], "points": 1, "per": 100 }],
              "lotteries": [
                {
                  "id": "wheel", "kind": "wheel", "name": { "en": "Wheel", "zh": "转盘" }, "freePlaysPerDay": 2, "cost": { "points": 5 },
                  "limits": { "perDay": 10, "total": 100 }, "whenEmpty": "fallback", "guarantee": { "plays": 10, "segment": "ten" },
                  "segments": [
                    { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#AABBCC", "weight": 50, "prize": null },
                    { "id": "ten", "label": { "en": "Ten", "zh": "十" }, "color": "#000000", "weight": 30, "prize": { "kind": "points", "points": 10 } },
                    {
                      "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#ffffff", "image": "img/cup.png", "weight": 20,
                      "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯子" } }, "stock": { "total": 7, "perDay": 2 }, "fallback": "ten"
                    }
                  ]
                }
              ]
            }
          ],
          "boards": [
            { "id": "daily", "name": { "en": "Today", "zh": "今日" }, "metric": "points-earned", "period": "day" },
            { "id": "ever", "name": { "en": "Ever", "zh": "总榜" }, "metric": "points-earned", "period": "all-time", "grace": 0, "keep": 1 }
          ],
          "badges": [
            { "id": "buyer", "name": { "en": "Buyer", "zh": "买家" }, "criteria": { "counter": "purchases", "kinds": ["purchase", "fuel"], "atLeast": 3 } },
            { "id": "player", "name": { "en": "Player", "zh": "玩家" }, "criteria": { "counter": "plays", "atLeast": 5 } }
          ],
          "badgeSets": [
            { "id": "both", "name": { "en": "Both", "zh": "双全" }, "badges": ["buyer", "player"], "grand": { "kind": "points", "points": 50 } }
          ],
          "categories": [{ "id": "snack", "name": { "en": "Snacks", "zh": "零食" } }, { "id": "drink", "name": { "en": "Drinks", "zh": "饮料" } }]
        }
        """;

    private readonly JsonNode root = JsonNode.Parse(Valid)!;

    /// <summary>Puts a value at a path; an empty text takes away what is there.</summary>
    public ProgrammeDraft With(string path, string json)
    {
        string[] steps = [.. Step().Matches(path).Select(match => match.Value)];
        JsonNode parent = steps[..^1].Aggregate(root, Child);
        Put(parent, steps[^1], json);
        return this;
    }

    public string Json() => root.ToJsonString();

    public ProgrammeReading Read() => ProgrammeReader.Read(Encoding.UTF8.GetBytes(Json()));

    public ProgrammeDocument Document() => Assert.IsType<ProgrammeRead>(Read()).Document;

    public Programme Compile(long version = 1, Programme? previous = null) => Programme.Compile(Document(), version, default, previous);

    private static JsonNode Child(JsonNode node, string step) => (node is JsonArray array ? array[IndexOf(step)] : node[step])!;

    private static int IndexOf(string step) => int.Parse(step, CultureInfo.InvariantCulture);

    private static void Put(JsonNode parent, string step, string json)
    {
        JsonNode? value = json.Length == 0 ? null : JsonNode.Parse(json);
        switch (parent)
        {
            case JsonArray array when IndexOf(step) == array.Count:
                array.Add(value);
                break;
            case JsonArray array:
                array[IndexOf(step)] = value;
                break;
            case JsonObject fields when json.Length == 0:
                fields.Remove(step);
                break;
            default:
                parent[step] = value;
                break;
        }
    }

    [GeneratedRegex(@"[^.\[\]]+")]
    private static partial Regex Step();
}
