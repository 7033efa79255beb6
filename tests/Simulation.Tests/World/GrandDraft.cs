using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// What a set of badges gives: in half the towns points, in the others one of all kinds. A badge belongs to another set, which is complete with it and gives
/// tickets. Every version says the same.
/// </summary>
/// <param name="points">Where it is points.</param>
internal sealed class GrandDraft(int points, SeededDraw draw)
{
    private const string Crown = "crown";

    private readonly string _kind = draw.Chance(400) ? "points" : draw.Of<string>(["tickets", "badge", "badge", "goods", "coupon", "coupon", "multiplier"]);
    private readonly int _count = draw.Between(1, 3);
    private readonly int? _otherwise = draw.Chance(700) ? draw.Between(1, 9) : null;
    private readonly bool _isSent = draw.Chance(600);

    /// <param name="badges">Those of the set.</param>
    /// <param name="prize">As of <see cref="BadgeDraft.Into"/>.</param>
    public void Into(JsonObject programme, IReadOnlyList<string> badges, string? prize)
    {
        string lottery = (string)programme["campaigns"]![0]!["lotteries"]![0]!["id"]!;
        string crown = prize ?? Crown;
        JsonArray sets = [];
        if (_kind == "badge")
        {
            sets.Add(Set("crowned", [crown], new() { ["kind"] = "tickets", ["lottery"] = lottery, ["count"] = _count }));
        }

        sets.Add(Set("all", badges, Grand(lottery, crown)));
        programme["badgeSets"] = sets;
        if (_kind == "badge" && prize is null)
        {
            programme["badges"]!.AsArray().Add(new JsonObject { ["id"] = Crown, ["name"] = Text(Crown), ["criteria"] = new JsonObject { ["counter"] = "given" } });
        }
    }

    private JsonObject Grand(string lottery, string crown) => _kind switch
    {
        "tickets" => new() { ["kind"] = "tickets", ["lottery"] = lottery, ["count"] = _count },
        "badge" => new() { ["kind"] = "badge", ["badge"] = crown, ["otherwise"] = Otherwise() },
        "goods" => new() { ["kind"] = "goods", ["name"] = Text("phone"), ["delivery"] = _isSent ? "address" : "collect" },
        "coupon" => new() { ["kind"] = "coupon", ["pool"] = CouponDraft.Pool, ["name"] = Text(CouponDraft.Pool), ["otherwise"] = Otherwise() },
        "multiplier" => new() { ["kind"] = "multiplier", ["name"] = Text("golden"), ["factor"] = "1.5", ["hours"] = _count },
        _ => new() { ["kind"] = "points", ["points"] = points },
    };

    private JsonObject? Otherwise() => _otherwise is { } many ? new() { ["kind"] = "points", ["points"] = many } : null;

    private static JsonObject Set(string id, IReadOnlyList<string> badges, JsonObject grand) => new()
    {
        ["id"] = id,
        ["name"] = Text(id),
        ["badges"] = new JsonArray([.. badges.Select(badge => JsonValue.Create(badge))]),
        ["grand"] = grand,
    };

    private static JsonObject Text(string text) => new() { ["en"] = text, ["zh"] = text };
}
