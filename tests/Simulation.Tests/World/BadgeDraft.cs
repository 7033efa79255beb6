using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Badges, in three towns of ten: some from the first version on, some published later; some limited, with limits that versions raise; some
/// that become easier; one that a challenge gives; and a set of them, which gives a prize of one of the kinds. Drawn from numbers of its own, so that the rest of the run does not
/// depend on it.
/// </summary>
internal sealed class BadgeDraft
{
    private const string Given = "star";

    private readonly List<Drawn> _badges;
    private readonly bool _challenge;
    private readonly bool _set;
    private readonly GrandDraft _grand;
    private int _version;

    private BadgeDraft(SeededDraw draw, ulong seed)
    {
        _badges =
        [
            .. new[] { ("buyer", "purchases", 5), ("player", "plays", 6), ("winner", "wins", 3), ("earner", "points-earned", 60) }
                .Where(_ => draw.Chance(650)).Select(one => Drawn.Of(draw, one.Item1, one.Item2, draw.Between(1, one.Item3))),
            Drawn.Of(draw, Given, "given", 1) with { From = 1 },
        ];
        (_challenge, _set) = (draw.Chance(700), draw.Chance(500));
        _grand = new(draw.Between(1, 9), new(seed ^ 0x64a2d));
    }

    /// <summary>Null where the town has no badges.</summary>
    public static BadgeDraft? Of(Scenario scenario)
    {
        SeededDraw draw = new(scenario.Seed ^ 0xbad6e5);
        return scenario.Rush || scenario.IsUpgrade || draw.Chance(700) ? null : new(draw, scenario.Seed);
    }

    /// <summary>The next version of a programme has badges too.</summary>
    /// <param name="prize">A badge that the town's games give too; null for none.</param>
    public void Into(JsonObject programme, string? prize)
    {
        _version++;
        Drawn[] now = [.. _badges.Where(badge => badge.From <= _version)];
        programme["badges"] = new JsonArray([.. now.Select(badge => badge.At(_version))]);
        JsonArray challenges = programme["campaigns"]![0]!["challenges"]!.AsArray();
        if (_challenge && challenges.FirstOrDefault(challenge => challenge!["reward"] is not null) is { } challenge)
        {
            challenge["reward"]!["badge"] = Given;
        }

        if (_set)
        {
            _grand.Into(programme, [.. now.Take(2).Select(badge => badge.Id)], prize);
        }
    }

    private static JsonObject Text(string text) => new() { ["en"] = text, ["zh"] = text };

    /// <param name="From">The version that brings it.</param>
    /// <param name="Easier">By how much the need sinks with each version.</param>
    /// <param name="More">By how many the limit rises with each version.</param>
    private sealed record Drawn(string Id, string Counter, int Need, int From, int Easier, int? Limit, int More)
    {
        public static Drawn Of(SeededDraw draw, string id, string counter, int need) => new(
            id, counter, need, draw.Chance(500) ? 1 : draw.Between(2, 3), draw.Below(3), draw.Chance(500) ? draw.Between(1, 8) : null, draw.Chance(500) ? 0 : draw.Between(1, 4));

        public JsonObject At(int version)
        {
            JsonObject badge = new() { ["id"] = Id, ["name"] = Text(Id), ["criteria"] = Criteria(version) };
            if (Limit is { } limit)
            {
                badge["limit"] = limit + (More * (version - From));
            }

            return badge;
        }

        private JsonObject Criteria(int version)
        {
            JsonObject criteria = new() { ["counter"] = Counter };
            if (Counter != "given")
            {
                criteria["atLeast"] = Math.Max(1, Need - (Easier * (version - 1)));
            }

            return criteria;
        }
    }
}
