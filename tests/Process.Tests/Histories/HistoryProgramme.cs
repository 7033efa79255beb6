using System.Globalization;
using System.Text;
using Jifen.Process.Tests.Clients;

namespace Jifen.Process.Tests.Histories;

/// <summary>A programme with a wheel for each history: it costs points, always draws its prize, and has few of them.</summary>
public static class HistoryProgramme
{
    public const long Cost = 20;
    public const long Prizes = 3;

    /// <summary>Histories that one programme has wheels for.</summary>
    public const int Wheels = 50;

    private const int WheelsOfACampaign = 20;

    public static string WheelOf(int history) => string.Create(CultureInfo.InvariantCulture, $"wheel{history}");

    public static string Document()
    {
        IEnumerable<string> wheels = Enumerable.Range(0, Wheels).Select(WheelOf).Append(Festival.Wheel);
        IEnumerable<string> campaigns = wheels.Chunk(WheelsOfACampaign).Select((part, number) =>
            $$"""
            { "id": "c{{number}}", "name": { "en": "C", "zh": "C" }, "starts": "2020-01-01T00:00:00Z", "ends": "2190-01-01T00:00:00Z",
              "earning": [{{(number == 0 ? Earning : "")}}], "lotteries": [{{string.Join(',', part.Select(Wheel))}}] }
            """);
        return new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $$"""{ "programme": "{{Festival.Programme}}", "zone": "Asia/Shanghai", """)
            .Append("\"name\": { \"en\": \"H\", \"zh\": \"H\" }, \"expiry\": { \"rule\": \"never\" }, \"campaigns\": [")
            .AppendJoin(',', campaigns).Append("] }").ToString();
    }

    private const string Earning = """{ "id": "base", "name": { "en": "Base", "zh": "基" }, "kinds": ["purchase"], "points": 1, "per": 100 }""";

    private static string Wheel(string id) =>
        $$"""
        { "id": "{{id}}", "kind": "wheel", "name": { "en": "W", "zh": "轮" }, "freePlaysPerDay": 0, "cost": { "points": {{Cost}} }, "whenEmpty": "fallback", "segments": [
          { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#e5484d", "weight": 9007199254740990,
            "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯" } }, "stock": { "total": {{Prizes}} }, "fallback": "blank" },
          { "id": "blank", "label": { "en": "-", "zh": "-" }, "color": "#64748b", "weight": 1, "prize": null } ] }
        """;
}
