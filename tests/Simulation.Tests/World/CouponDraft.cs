using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// A pool of codes, in three towns of ten: what of the programme gives its coupons, and what is uploaded when, every second file with a last day. Drawn from numbers of its own,
/// so that the rest of the run does not depend on it.
/// </summary>
internal sealed class CouponDraft
{
    public const string Pool = "coffee";

    private readonly SeededDraw _draw;
    private readonly SeededDraw _days;
    private readonly DateOnly _today;
    private readonly ulong _goals;
    private readonly int _weight;
    private readonly int _cards;
    private readonly int? _otherwise;

    private CouponDraft(Scenario scenario, SeededDraw draw)
    {
        _draw = draw;
        _days = new(scenario.Seed ^ 0xe8d1);
        _today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(scenario.Start, TimeZoneInfo.FindSystemTimeZoneById(scenario.Zone)).DateTime);
        _goals = draw.Next();
        _weight = draw.Chance(700) ? draw.Between(10, 120) : 0;
        _cards = draw.Between(0, 12);
        _otherwise = draw.Chance(700) ? draw.Between(1, 9) : null;
    }

    /// <summary>Null where the town has no pool.</summary>
    public static CouponDraft? Of(Scenario scenario)
    {
        SeededDraw draw = new(scenario.Seed ^ 0xc0ffee);
        return scenario.Rush || scenario.IsUpgrade || draw.Chance(700) ? null : new(scenario, draw);
    }

    /// <summary>Lotteries and challenges of a campaign give coupons too.</summary>
    public void Into(JsonObject campaign)
    {
        foreach (JsonObject lottery in campaign["lotteries"]!.AsArray().Select(lottery => lottery!.AsObject()))
        {
            Into(lottery, (string)lottery["kind"]!);
        }

        SeededDraw goals = new(_goals);
        foreach (JsonObject challenge in campaign["challenges"]!.AsArray().Select(challenge => challenge!.AsObject()).Where(_ => goals.Chance(600)))
        {
            foreach (JsonNode reward in challenge["reward"] is { } one ? [one] : challenge["rewards"]!.AsArray().OfType<JsonNode>().Where(_ => goals.Chance(600)))
            {
                reward["coupon"] = StandingIn(new());
            }
        }
    }

    /// <summary>Clerks who upload: their files have some codes in common, and one is sent a second time.</summary>
    public IReadOnlyList<Clerk> Clerks(SimulatedWorld world)
    {
        int codes = _draw.Between(0, _draw.Chance(500) ? 60 : 12);
        return [.. Enumerable.Range(0, _draw.Between(1, 2)).Select(_ => new Clerk(world, _draw.Fork(), Pool, Files(codes)))];
    }

    private IReadOnlyList<CodeFile> Files(int codes) =>
    [
        .. Enumerable.Range(0, _draw.Between(1, 4)).Select(_ =>
        {
            int first = _draw.Between(0, codes);
            return new CodeFile(_draw.Time(2000, 14_500), [.. Enumerable.Range(first, _draw.Between(1, 1 + codes)).Select(number => $"code-{number}")], LastDay());
        }),
    ];

    /// <remarks>Some days are over before their codes are uploaded: these are retired and given to nobody.</remarks>
    private DateOnly? LastDay() => _days.Chance(600) ? _today.AddDays(_days.Chance(700) ? 0 : _days.Chance(600) ? -1 : 1) : null;

    private void Into(JsonObject lottery, string kind)
    {
        if (kind == "wheel" && _weight > 0)
        {
            JsonObject segment = Named(new() { ["weight"] = _weight, ["prize"] = Coupon(OfKind()) });
            if ((string)lottery["whenEmpty"]! == "fallback")
            {
                segment["fallback"] = "points";
            }

            lottery["segments"]!.AsArray().Add(segment);
        }
        else if (kind == "scratch" && _cards > 0)
        {
            lottery["cards"]!.AsArray().Add(Named(new() { ["count"] = _cards, ["prize"] = StandingIn(OfKind()) }));
        }
    }

    private static JsonObject Named(JsonObject item)
    {
        (item["id"], item["label"], item["color"]) = (Pool, Text(), "#336699");
        return item;
    }

    private static JsonObject OfKind() => new() { ["kind"] = "coupon" };

    private static JsonObject Coupon(JsonObject prize)
    {
        (prize["pool"], prize["name"]) = (Pool, Text());
        return prize;
    }

    /// <summary>A wheel's table names what serves where no code is left; all others say it with the coupon.</summary>
    private JsonObject StandingIn(JsonObject prize)
    {
        prize["otherwise"] = _otherwise is { } points ? new JsonObject { ["kind"] = "points", ["points"] = points } : null;
        return Coupon(prize);
    }

    private static JsonObject Text() => new() { ["en"] = Pool, ["zh"] = Pool };
}
