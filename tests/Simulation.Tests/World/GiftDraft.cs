using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Tickets and a badge as prizes, and tickets that the brand gives by itself, in three towns of ten. Drawn from numbers of its own, so that the
/// rest of the run does not depend on it.
/// </summary>
internal sealed class GiftDraft
{
    /// <summary>The badge that games give.</summary>
    public const string Medal = "medal";

    private readonly ulong _prizes;
    private readonly ulong _grants;

    private GiftDraft(SeededDraw draw) => (_prizes, _grants) = (draw.Next(), draw.Next());

    /// <summary>Null where nothing of it is given.</summary>
    public static GiftDraft? Of(Scenario scenario)
    {
        SeededDraw draw = new(scenario.Seed ^ 0x61f7);
        return scenario.Rush || scenario.IsUpgrade || draw.Chance(700) ? null : new(draw);
    }

    /// <summary>What won nothing wins tickets or the badge, on some games; draws give tickets in place of goods. Every version says the same.</summary>
    public void Into(JsonObject campaign)
    {
        SeededDraw draw = new(_prizes);
        string[] games = [.. campaign["lotteries"]!.AsArray().Select(lottery => (string)lottery!["id"]!)];
        foreach (JsonObject lottery in campaign["lotteries"]!.AsArray().Select(lottery => lottery!.AsObject()))
        {
            bool prizes = lottery["prizes"] is not null;
            foreach (JsonObject item in (lottery["segments"] ?? lottery["cards"] ?? lottery["prizes"])!.AsArray().Select(item => item!.AsObject()).Where(item => IsFree(item, prizes)))
            {
                item["prize"] = draw.Chance(600) ? Gift(draw, games, prizes) : item["prize"]?.DeepClone();
            }
        }
    }

    /// <summary>The badge, which only prizes give.</summary>
    public static void IntoBadges(JsonObject programme)
    {
        JsonArray badges = programme["badges"]?.AsArray() ?? [];
        programme["badges"] = badges;
        badges.Add(new JsonObject { ["id"] = Medal, ["name"] = new JsonObject { ["en"] = Medal, ["zh"] = Medal }, ["criteria"] = new JsonObject { ["counter"] = "given" } });
    }

    /// <summary>What the brand gives members by a client's hand.</summary>
    public GiftHabit HabitOf(int client, IReadOnlyList<string> lotteries) => new(new(_grants ^ (ulong.MaxValue / (ulong)(3 + client))), lotteries);

    private static bool IsFree(JsonObject item, bool prizes) => prizes ? (string?)item["prize"]!["kind"] == "goods" : item["prize"] is null;

    private static JsonObject Gift(SeededDraw draw, string[] games, bool prizes) => prizes || draw.Chance(500)
        ? new() { ["kind"] = "tickets", ["lottery"] = draw.Of<string>(games), ["count"] = draw.Between(1, 3) }
        : new()
        {
            ["kind"] = "badge",
            ["badge"] = Medal,
            ["otherwise"] = draw.Chance(700) ? new JsonObject { ["kind"] = "points", ["points"] = draw.Between(1, 9) } : null,
        };
}

/// <summary>Now and then a member is given tickets of a game, or of one that there is not.</summary>
internal sealed class GiftHabit(SeededDraw draw, IReadOnlyList<string> lotteries)
{
    /// <summary>Null most of the time.</summary>
    public GrantTickets? Act(MemberKey member) =>
        draw.Chance(30) ? new(member, draw.Chance(50) ? "nowhere" : draw.Of(lotteries), draw.Between(1, 4), "gift", "brand") : null;
}
