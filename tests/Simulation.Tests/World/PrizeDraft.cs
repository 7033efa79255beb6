using System.Globalization;
using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Prizes of wheels that a member wins once, and stock that is spread over time: each in three towns of ten, some from a later version on. Drawn
/// from numbers of its own, so that the rest of the run does not depend on it.
/// </summary>
internal sealed class PrizeDraft
{
    private readonly Scenario _scenario;
    private readonly int _uniqueFrom;
    private readonly int _dripsFrom;
    private readonly int _minutes;
    private readonly int _begins;
    private readonly int _lasts;
    private int _version;

    private PrizeDraft(Scenario scenario, SeededDraw draw)
    {
        _scenario = scenario;
        (_uniqueFrom, _dripsFrom) = (Begins(draw), Begins(draw));
        _minutes = draw.Chance(800) ? 1 : draw.Between(2, 5);
        _begins = draw.Between(-180, 14);
        _lasts = draw.Between(30, 600);
    }

    /// <summary>Null where all prizes are as they were.</summary>
    public static PrizeDraft? Of(Scenario scenario) => scenario.Rush || scenario.IsUpgrade ? null : new(scenario, new(scenario.Seed ^ 0x9123e5));

    /// <summary>The wheels of a campaign's next version.</summary>
    public void Into(JsonObject campaign)
    {
        _version++;
        foreach (JsonObject wheel in campaign["lotteries"]!.AsArray().Select(lottery => lottery!.AsObject()).Where(lottery => (string)lottery["kind"]! == "wheel"))
        {
            foreach (JsonObject segment in wheel["segments"]!.AsArray().Select(segment => segment!.AsObject()).Where(segment => segment["stock"] is not null))
            {
                Into(segment, DateTimeOffset.Parse((string)campaign["ends"]!, CultureInfo.InvariantCulture));
            }
        }
    }

    private static int Begins(SeededDraw draw) => draw.Chance(300) ? draw.Chance(600) ? 1 : draw.Between(2, 3) : int.MaxValue;

    private void Into(JsonObject segment, DateTimeOffset ends)
    {
        if (_version >= _uniqueFrom)
        {
            (segment["unique"], segment["substitute"]) = (true, "points");
        }

        if (_version >= _dripsFrom && (int)segment["stock"]!["total"]! > 0)
        {
            DateTimeOffset wanted = _scenario.Start.AddSeconds(_begins + _lasts);
            DateTimeOffset to = wanted < ends ? wanted : ends;
            segment["stock"]!["drip"] = new JsonObject { ["everyMinutes"] = _minutes, ["from"] = Instant(to.AddSeconds(-_lasts)), ["to"] = Instant(to) };
        }
    }

    private static string Instant(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
