using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// A drawn programme: a campaign with one or two wheels and perhaps a deck of cards, and perhaps one whose rule has a budget. Later versions change stock, weights,
/// costs and budget.
/// </summary>
internal sealed class ProgrammeDraft(SeededDraw draw, Scenario scenario)
{
    private readonly bool _ends = !scenario.Rush && draw.Chance(200);
    private readonly int _expiry = draw.Below(4);
    private readonly int _endsAfter = draw.Between(8, 15);
    private readonly List<JsonObject> _wheels = [.. Enumerable.Range(0, draw.Chance(250) ? 2 : 1).Select(i => Wheel(draw, $"wheel-{i}", scenario.Rush || draw.Chance(300)))];

    private readonly ChallengeDraft _challenges = new(new(scenario.Seed ^ (ulong.MaxValue / 7)));
    private readonly JsonObject? _deck = DeckOf(new(scenario.Seed ^ 0xdecc), scenario.Rush);

    private readonly JsonObject? _prizeDraw = DrawOf(new(scenario.Seed ^ 0xd7a3), scenario);

    /// <summary>The pool of codes, or null.</summary>
    public CouponDraft? Coupons { get; } = CouponDraft.Of(scenario);

    private readonly PrizeDraft? _prizes = PrizeDraft.Of(scenario);

    private readonly BadgeDraft? _badges = BadgeDraft.Of(scenario);

    /// <summary>Limits of members and rules for minors, or null.</summary>
    public LimitDraft? Limited { get; } = LimitDraft.Of(scenario);

    /// <summary>Goods whose orders are kept, or null.</summary>
    public OrderDraft? Orders { get; } = OrderDraft.Of(scenario);

    /// <summary>Tickets and a badge as prizes, or null.</summary>
    public GiftDraft? Gifts { get; } = GiftDraft.Of(scenario);

    /// <summary>Every second town has a board with cohorts. Its number is its own, as that of the deck.</summary>
    private readonly bool _hasLeague = new SeededDraw(scenario.Seed ^ 0xc040).Chance(500);

    private int? _budget = draw.Chance(400) ? draw.Between(10, draw.Chance(500) ? 300 : 1500) : null;

    public const string Campaign = "festival";

    /// <summary>The campaign with a budget.</summary>
    public const string Treats = "treats";

    /// <summary>Points of the first of a board that rewards, of the second and third, and of the rest of the highest.</summary>
    public const int FirstReward = 31;
    public const int NextReward = 13;
    public const int LastReward = 3;
    public const int RewardedPercent = 60;

    /// <summary>The board with cohorts of three divisions, and how many of one rise and fall.</summary>
    public const string League = "league";
    public const int CohortSize = 5;
    public const int Promoted = 2;
    public const int Demoted = 1;

    /// <summary>The board that counts a streak, where the town has one.</summary>
    public const string Runs = "runs";

    /// <summary>Boards that reward.</summary>
    public static IReadOnlyList<string> Rewarded { get; } = ["daily", "spent"];

    public IReadOnlyList<string> Lotteries => [.. _wheels.Select(w => (string)w["id"]!)];

    /// <summary>The scratch lottery, or null.</summary>
    public string? Deck => (string?)_deck?["id"];

    public bool HasBudget => _budget is not null;

    /// <summary>The prize draw, or null.</summary>
    public string? PrizeDraw => (string?)_prizeDraw?["id"];

    /// <summary>The version as it stands now.</summary>
    public byte[] ToBytes()
    {
        JsonObject document = new()
        {
            ["programme"] = "simulated",
            ["zone"] = scenario.Zone,
            ["name"] = Text("Simulated"),
            ["expiry"] = Expiry(),
            ["campaigns"] = new JsonArray([.. Campaigns()]),
            ["boards"] = new JsonArray([.. Boards()]),
        };
        _badges?.Into(document, Gifts is null ? null : GiftDraft.Medal);
        if (Gifts is not null)
        {
            GiftDraft.IntoBadges(document);
        }

        Limited?.Into(document);
        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }

    /// <summary>Changes something that a later version may change.</summary>
    public void Change()
    {
        if (_budget is { } budget && draw.Chance(400))
        {
            _budget = Math.Max(1, budget + draw.Between(-200, 400));
            return;
        }

        if (_deck is not null && draw.Chance(200))
        {
            ChangeDeck(_deck);
            return;
        }

        JsonObject wheel = draw.Of(_wheels);
        JsonObject segment = draw.Of([.. wheel["segments"]!.AsArray().Select(s => s!.AsObject())]);
        if (segment["stock"] is JsonObject stock && draw.Chance(700))
        {
            int total = Math.Max(0, (int)stock["total"]! + draw.Between(-6, 12));
            segment["stock"] = Stock(total, (int?)stock["perDay"] is { } perDay ? Math.Min(total, perDay) : null);
        }
        else if (draw.Chance(500) && wheel["cost"] is not null)
        {
            wheel["cost"] = new JsonObject { ["points"] = draw.Between(1, 9) };
        }
        else
        {
            segment["weight"] = draw.Between(1, 100);
        }
    }

    private IEnumerable<JsonObject> Boards() =>
    [
        Rewarding("daily", "day"), Board("weekly", "week"), Board("ever", "all-time"), Rewarding("spent", "month", "amount"), OfCampaign("players", "plays"),
        .. _hasLeague ? [InCohorts(Board(League, "day"))] : (JsonObject[])[], .. OfStreak(),
    ];

    private IEnumerable<JsonObject> Campaigns()
    {
        JsonObject festival = OneCampaign(Campaign, Earning("base", 1, 100), Earning("extra", 3, 1000));
        festival["lotteries"] = new JsonArray([.. _wheels.Select(w => w.DeepClone()), .. new[] { _deck, _prizeDraw }.OfType<JsonObject>().Select(game => game.DeepClone())]);
        festival["challenges"] = _challenges.OfFestival(Deck ?? Lotteries[0]);
        Coupons?.Into(festival);
        _prizes?.Into(festival);
        Gifts?.Into(festival);
        Orders?.Into(festival);
        yield return festival;
        if (_budget is { } budget)
        {
            JsonObject treats = OneCampaign(Treats, Earning("treat", 1, 20));
            treats["budget"] = budget;
            treats["challenges"] = _challenges.OfTreats();
            yield return treats;
        }
    }

    private JsonObject OneCampaign(string id, params JsonObject[] earning) => new()
    {
        ["id"] = id,
        ["name"] = Text(id),
        ["starts"] = Instant(scenario.Start.AddDays(-19)),
        ["ends"] = Instant(_ends ? scenario.Start.AddSeconds(_endsAfter) : scenario.Start.AddDays(40)),
        ["earning"] = new JsonArray([.. earning]),
    };

    /// <summary>Two towns of five have a deck. Its number is its own, so that the wheels of a seed are the same with it and without.</summary>
    private static JsonObject? DeckOf(SeededDraw draw, bool rush) => rush || draw.Chance(600) ? null : new()
    {
        ["id"] = "deck",
        ["kind"] = "scratch",
        ["name"] = Text("Deck"),
        ["freePlaysPerDay"] = draw.Between(0, 6),
        ["cost"] = new JsonObject { ["points"] = draw.Between(1, 9) },
        ["limits"] = Limits(draw),
        ["expires"] = new JsonObject { ["days"] = draw.Between(1, 2) },
        ["cards"] = new JsonArray(
            Card("coins", draw.Between(1, 20), new() { ["kind"] = "points", ["points"] = draw.Between(1, 20) }),
            Card("cup", draw.Between(1, 3), new() { ["kind"] = "goods", ["name"] = Text("cup") }),
            Card("none", draw.Between(1, draw.Chance(500) ? 120 : 10), null)),
    };

    /// <summary>Every second town holds a draw within the run.</summary>
    private static JsonObject? DrawOf(SeededDraw draw, Scenario scenario) => scenario.Rush || draw.Chance(500) ? null : new()
    {
        ["id"] = "prize-draw",
        ["kind"] = "draw",
        ["name"] = Text("Draw"),
        ["freePlaysPerDay"] = 100,
        ["closes"] = new JsonObject { ["at"] = Instant(scenario.Start.AddSeconds(draw.Between(3, 7))) },
        ["prizes"] = new JsonArray(
            Drawn("car", 1, new() { ["kind"] = "goods", ["name"] = Text("car") }),
            Drawn("coins", draw.Between(1, 4), new() { ["kind"] = "points", ["points"] = draw.Between(1, 20) })),
    };

    private static JsonObject Drawn(string id, int count, JsonObject prize) => new() { ["id"] = id, ["label"] = Text(id), ["count"] = count, ["prize"] = prize };

    private static JsonObject Card(string id, int count, JsonObject? prize) =>
        new() { ["id"] = id, ["label"] = Text(id), ["color"] = "#336699", ["count"] = count, ["prize"] = prize };

    /// <summary>A later version may say of the cards what it likes: the deck goes on with those it has.</summary>
    private void ChangeDeck(JsonObject deck)
    {
        if (draw.Chance(500))
        {
            deck["cards"]![0]!["count"] = draw.Between(1, 50);
        }
        else
        {
            deck["cost"] = new JsonObject { ["points"] = draw.Between(1, 9) };
        }
    }

    /// <remarks>A rush is a wheel of free plays for one prize, so that its units run out while some still lie on slices.</remarks>
    private static JsonObject Wheel(SeededDraw draw, string id, bool rush)
    {
        bool closes = draw.Chance(250);
        int free = rush ? 100 : draw.Between(0, 4);
        JsonObject wheel = new()
        {
            ["id"] = id,
            ["kind"] = "wheel",
            ["name"] = Text("Wheel"),
            ["freePlaysPerDay"] = free,
            ["whenEmpty"] = closes ? "close" : "fallback",
            ["segments"] = new JsonArray([.. Segments(draw, closes, rush)]),
        };
        if (free == 0 || draw.Chance(800))
        {
            wheel["cost"] = new JsonObject { ["points"] = draw.Between(1, 9) };
        }

        wheel["limits"] = rush ? [] : Limits(draw);
        if (draw.Chance(300))
        {
            wheel["guarantee"] = new JsonObject { ["plays"] = draw.Between(2, 5), ["segment"] = draw.Of<string>(["points", "cup"]) };
        }

        return wheel;
    }

    private static IEnumerable<JsonObject> Segments(SeededDraw draw, bool closes, bool rush)
    {
        bool alwaysWins = draw.Chance(200);
        if (!alwaysWins)
        {
            yield return Segment("none", draw.Between(1, 60));
        }

        JsonObject points = Segment("points", draw.Between(1, 40));
        points["prize"] = new JsonObject { ["kind"] = "points", ["points"] = draw.Between(1, 20) };
        yield return points;
        yield return Stocked(draw, "cup", rush ? 400 : draw.Between(20, 90), rush, closes ? null : draw.Of<string>(alwaysWins ? ["points"] : ["points", "none"]));
        if (draw.Chance(400))
        {
            yield return Stocked(draw, "car", draw.Between(5, 30), false, closes ? null : draw.Of<string>(["points", "cup"]));
        }
    }

    private static JsonObject Stocked(SeededDraw draw, string id, int weight, bool rush, string? fallback)
    {
        JsonObject segment = Segment(id, weight);
        int total = rush ? draw.Between(12, 44) : draw.Chance(100) ? 0 : draw.Between(1, draw.Chance(500) ? 50 : 12);
        segment["prize"] = new JsonObject { ["kind"] = "goods", ["name"] = Text(id) };
        segment["stock"] = Stock(total, total > 1 && draw.Chance(rush ? 150 : 350) ? draw.Between(1, total) : null);
        if (fallback is not null)
        {
            segment["fallback"] = fallback;
        }

        return segment;
    }

    private static JsonObject Stock(int total, int? perDay)
    {
        JsonObject stock = new() { ["total"] = total };
        if (perDay is > 0)
        {
            stock["perDay"] = perDay;
        }

        return stock;
    }

    private static JsonObject Segment(string id, int weight) =>
        new() { ["id"] = id, ["label"] = Text(id), ["color"] = "#336699", ["weight"] = weight, ["prize"] = null };

    private static JsonObject Earning(string id, int points, int per) =>
        new() { ["id"] = id, ["name"] = Text(id), ["kinds"] = new JsonArray("purchase"), ["points"] = points, ["per"] = per };

    private static JsonObject Limits(SeededDraw draw)
    {
        JsonObject limits = [];
        int total = draw.Between(3, 20);
        if (draw.Chance(250))
        {
            limits["perDay"] = draw.Between(1, total);
        }

        if (draw.Chance(200))
        {
            limits["total"] = total;
        }

        return limits;
    }

    private static JsonObject OfCampaign(string id, string metric)
    {
        JsonObject board = Board(id, "campaign", metric);
        board["campaign"] = Campaign;
        return board;
    }

    /// <summary>A board counts the streak, where there is one; of days of members' own zones only one of all time can. Its number is its own.</summary>
    private IEnumerable<JsonObject> OfStreak()
    {
        if (_challenges.StreakZone is not { } zone)
        {
            return [];
        }

        string period = zone == "member" ? "all-time" : new SeededDraw(scenario.Seed ^ 0x57a6).Of<string>(["week", "month", "campaign", "all-time"]);
        JsonObject board = period == "campaign" ? OfCampaign(Runs, "streak") : Board(Runs, period, "streak");
        board["streak"] = ChallengeDraft.Streak;
        return [board];
    }

    private static JsonObject Rewarding(string id, string period, string metric = "points-earned")
    {
        JsonObject board = Board(id, period, metric);
        board["rewards"] = new JsonArray(
            new JsonObject { ["to"] = 1, ["points"] = FirstReward }, new JsonObject { ["to"] = 3, ["points"] = NextReward },
            new JsonObject { ["toPercent"] = RewardedPercent, ["points"] = LastReward });
        return board;
    }

    private static JsonObject InCohorts(JsonObject board)
    {
        board["cohorts"] = new JsonObject
        {
            ["size"] = CohortSize,
            ["divisions"] = new JsonArray([.. ((string[])["bronze", "silver", "gold"]).Select(id => new JsonObject { ["id"] = id, ["name"] = Text(id) })]),
            ["promote"] = Promoted,
            ["demote"] = Demoted,
        };
        return board;
    }

    private static JsonObject Board(string id, string period, string metric = "points-earned") => new()
    {
        ["id"] = id,
        ["name"] = Text(id),
        ["metric"] = metric,
        ["period"] = period,
        ["grace"] = 0,
        ["keep"] = 1,
    };

    private JsonObject Expiry() => _expiry switch
    {
        0 => new() { ["rule"] = "never" },
        1 => new() { ["rule"] = "months", ["months"] = 1 },
        _ => new() { ["rule"] = "endOfMonth", ["months"] = 0 },
    };

    private static JsonObject Text(string text) => new() { ["en"] = text, ["zh"] = text };

    private static string Instant(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
