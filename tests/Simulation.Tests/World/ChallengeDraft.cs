using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>Drawn challenges; the same in every version of a run. Drawn from numbers of its own, so that the rest of the run does not depend on them.</summary>
internal sealed class ChallengeDraft(SeededDraw draw)
{
    /// <summary>The challenge of the campaign with a budget.</summary>
    public const string Treat = "treat-goal";

    /// <summary>The streak of the festival.</summary>
    public const string Streak = "streak";

    private readonly string[] _kinds = [.. new[] { "count", "sum", "ladder", "set", Streak }.Where(_ => draw.Chance(350))];
    private readonly ulong _seed = draw.Next();

    /// <summary>In half of the towns challenges of two kinds give multipliers too.</summary>
    private readonly bool _multiplies = draw.Chance(500);

    /// <summary>Whose days the streak counts, <c>programme</c> or <c>member</c>; null where the festival has no streak.</summary>
    public string? StreakZone => (string?)OfFestival("").FirstOrDefault(challenge => (string?)challenge!["id"] == Streak)?["zone"];

    /// <param name="lottery">The wheel that rewards give tickets for.</param>
    public JsonArray OfFestival(string lottery)
    {
        SeededDraw goals = new(_seed);
        return new([.. _kinds.Select(kind => Multiplying(Challenge(goals, kind, kind, goals.Chance(400) ? lottery : null), kind))]);
    }

    private JsonObject Multiplying(JsonObject challenge, string kind)
    {
        if (_multiplies && kind is ("count" or "ladder"))
        {
            challenge["reward"]!["multiplier"] = new JsonObject
            {
                ["name"] = new JsonObject { ["en"] = kind, ["zh"] = kind },
                ["factor"] = kind == "count" ? "2" : "1.25",
                ["hours"] = kind == "count" ? 1 : 5,
            };
        }

        return challenge;
    }

    public JsonArray OfTreats() => new(Challenge(new(_seed), Treat, "count", null));

    private static JsonObject Challenge(SeededDraw draw, string id, string kind, string? lottery)
    {
        JsonObject challenge = new()
        {
            ["id"] = id,
            ["kind"] = kind,
            ["name"] = new JsonObject { ["en"] = id, ["zh"] = id },
            ["qualifies"] = new JsonObject { ["kinds"] = new JsonArray("purchase"), ["atLeast"] = draw.Of<int>([1, 800]) },
        };
        if (kind == Streak)
        {
            return StreakOf(draw, challenge);
        }

        challenge["period"] = kind == "ladder" || draw.Chance(800) ? draw.Of<string>(["day", "week", "month", "campaign"]) : new JsonObject { ["rolling"] = draw.Between(1, 9) };
        challenge["reward"] = Reward(draw, lottery);
        (string name, JsonNode goal) = kind switch
        {
            "count" => ("times", (JsonNode)draw.Between(1, 3)),
            "sum" => ("amount", draw.Between(500, 5000)),
            "ladder" => ("every", draw.Between(1, 3)),
            _ => ("of", new JsonObject { ["merchants"] = new JsonArray("east", "west") }),
        };
        challenge[name] = goal;
        return challenge;
    }

    private static JsonObject StreakOf(SeededDraw draw, JsonObject challenge)
    {
        int days = draw.Between(1, 4);
        challenge["days"] = days;
        challenge["repeat"] = draw.Chance(700);
        challenge["freezes"] = draw.Between(0, 3);
        challenge["repair"] = new JsonObject { ["points"] = draw.Between(1, 5), ["hours"] = draw.Between(1, 72) };
        challenge["pauses"] = new JsonObject { ["days"] = draw.Between(1, 5) };
        challenge["zone"] = draw.Of<string>(["programme", "member"]);
        challenge["rewards"] = new JsonArray([.. Enumerable.Range(1, days).Select(day => new JsonObject { ["day"] = day, ["points"] = draw.Between(1, 9) })]);
        return challenge;
    }

    private static JsonObject Reward(SeededDraw draw, string? lottery)
    {
        JsonObject reward = [];
        if (lottery is null || draw.Chance(300))
        {
            reward["points"] = draw.Between(1, 9);
        }

        if (lottery is not null)
        {
            reward["tickets"] = new JsonObject { ["lottery"] = lottery, ["count"] = draw.Between(1, 3) };
        }

        return reward;
    }
}
