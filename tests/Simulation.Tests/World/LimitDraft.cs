using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Limits that members set themselves, and minors, in three towns of ten: what lotteries allow minors, whether who told no age is one, and who sets
/// what when. Drawn from numbers of its own, so that the rest of the run does not depend on it.
/// </summary>
internal sealed class LimitDraft
{
    private static readonly string[] Rules = ["allowed", "freeOnly", "none"];

    private readonly SeededDraw _rules;
    private readonly ulong _acts;

    private LimitDraft(SeededDraw draw) => (_rules, _acts) = (draw.Fork(), draw.Next());

    /// <summary>Null where nobody sets limits and all lotteries are for everybody.</summary>
    public static LimitDraft? Of(Scenario scenario)
    {
        SeededDraw draw = new(scenario.Seed ^ 0x11417);
        return scenario.Rush || scenario.IsUpgrade || draw.Chance(700) ? null : new(draw);
    }

    /// <summary>The next version says for whom its lotteries are.</summary>
    public void Into(JsonObject programme)
    {
        programme["unknownAge"] = _rules.Chance(300) ? "minor" : "adult";
        foreach (JsonNode? lottery in programme["campaigns"]!.AsArray().SelectMany(campaign => campaign!["lotteries"]?.AsArray() ?? []))
        {
            lottery!["minors"] = _rules.Chance(500) ? Rules[0] : _rules.Of(Rules);
        }
    }

    /// <summary>What a client's members do about their limits.</summary>
    public LimitHabit HabitOf(SimulatedWorld world, int client) => new(world, new(_acts ^ (ulong.MaxValue / (ulong)(3 + client))));
}

/// <summary>Members limit themselves, and the brand hears of their age.</summary>
internal sealed class LimitHabit(SimulatedWorld world, SeededDraw draw)
{
    private DateTimeOffset Now => world.Clock.GetUtcNow();

    /// <summary>Null for most of the time.</summary>
    public ShardInput? Act(MemberKey member) => draw.Below(1000) switch
    {
        < 60 => new SetSelfLimits(member, Ceilings(), draw.Chance(150) ? Stamp.From(Now + draw.Time(500, 6000)) : null),
        < 100 => new SetAdultFrom(member, draw.Chance(150) ? null : DateOnly.FromDateTime(Now.UtcDateTime).AddDays(draw.Between(-1, 2))),
        _ => null,
    };

    private PlayCeilings Ceilings() => new(
        Perhaps() ? draw.Between(0, 4) : null, Perhaps() ? draw.Between(0, 6) : null,
        Perhaps() ? new Points(draw.Between(0, 20)) : null, Perhaps() ? new Points(draw.Between(0, 30)) : null);

    private bool Perhaps() => draw.Chance(350);
}
