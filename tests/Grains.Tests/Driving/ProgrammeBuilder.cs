namespace Jifen.Grains.Tests.Driving;

/// <summary>A programme with one campaign, one rule and one wheel; a test says only what matters to it.</summary>
internal sealed record ProgrammeBuilder
{
    public const string CampaignId = "spring";
    public const string WheelId = "wheel";
    public const string RuleId = "base";
    public const string DeckId = "cards";
    public const string DrawId = "draw";

    private string Zone { get; init; } = "Asia/Shanghai";

    private ExpiryRule Expiry { get; init; } = new ExpiresAfterMonths(12);

    private Stamp Starts { get; init; } = At("2026-01-01T00:00:00+08:00");

    private Stamp Ends { get; init; } = At("2027-01-01T00:00:00+08:00");

    private IReadOnlyList<EarningDocument> Earning { get; init; } = [new(RuleId, Text("Base"), ["purchase"], 1, 100)];

    private Points? Budget { get; init; }

    private int Free { get; init; }

    private Points? Cost { get; init; } = new(10);

    private PlayLimits Limits { get; init; } = PlayLimits.None;

    private WhenEmpty WhenEmpty { get; init; } = WhenEmpty.Fallback;

    private WheelGuarantee? Guarantee { get; init; }

    private IReadOnlyList<SegmentDocument> Segments { get; init; } = [Segment("none", 1), Segment("small", 1, new PointsPrize(new(5)))];

    private bool Tickets { get; init; }

    private MinorRule Minors { get; init; }

    private bool UnknownIsMinor { get; init; }

    private IReadOnlyList<ChallengeDocument> Challenges { get; init; } = [];

    private IReadOnlyList<DeckDocument> Decks { get; init; } = [];

    private IReadOnlyList<DrawDocument> Draws { get; init; } = [];

    private IReadOnlyList<BoardDocument> Boards { get; init; } = [];

    private IReadOnlyList<BadgeDocument> Badges { get; init; } = [];

    private IReadOnlyList<CategoryDocument> Categories { get; init; } = [];

    private IReadOnlyList<BadgeSetDocument> Sets { get; init; } = [];

    public static ProgrammeBuilder AProgramme() => new();

    public static LocalText Text(string en) => new(en, en);

    public static Stamp At(string instant) => Stamp.From(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));

    public static SegmentDocument Segment(string id, long weight, Prize? prize = null, StockRule? stock = null, string? fallback = null) =>
        new(id, Text(id), "#ffffff", null, weight, prize ?? new NoPrize(), stock, fallback);

    public static SegmentDocument Stocked(string id, long weight, long total, long? perDay = null, string? fallback = "none") =>
        Segment(id, weight, new GoodsPrize(Text(id)), new(total, perDay), fallback);

    public ProgrammeBuilder InZone(string zone) => this with { Zone = zone };

    public ProgrammeBuilder Expiring(ExpiryRule rule) => this with { Expiry = rule };

    public ProgrammeBuilder From(string starts, string ends) => this with { Starts = At(starts), Ends = At(ends) };

    public ProgrammeBuilder WithEarning(long points, long per, params string[] kinds) => WithRules(new EarningDocument(RuleId, Text("Base"), kinds, points, per));

    public ProgrammeBuilder WithRules(params EarningDocument[] rules) => this with { Earning = rules };

    /// <summary>A rule of purchases that multiplies or adds.</summary>
    public static EarningDocument Rule(string id, EarningEffect effect, EarningCondition? when = null, string? group = null, EarningCaps? caps = null) =>
        new(id, Text(id), ["purchase"], effect) { When = when ?? EarningCondition.Always, Group = group, Caps = caps ?? EarningCaps.None };

    /// <summary>The campaign's budget, in points.</summary>
    public ProgrammeBuilder Budgeted(long points) => this with { Budget = new(points) };

    public ProgrammeBuilder FreePlays(int perDay) => this with { Free = perDay };

    public ProgrammeBuilder Costing(long? points) => this with { Cost = points is { } cost ? new Points(cost) : null };

    /// <summary>Tickets reach the wheel.</summary>
    public ProgrammeBuilder WithTickets() => this with { Tickets = true };

    /// <summary>What minors may do at the wheel.</summary>
    public ProgrammeBuilder ForMinors(MinorRule rule, bool unknownIsMinor) => this with { Minors = rule, UnknownIsMinor = unknownIsMinor };

    public ProgrammeBuilder WithChallenges(params ChallengeDocument[] challenges) => this with { Challenges = challenges };

    public ProgrammeBuilder Limited(long? perDay = null, long? total = null) => this with { Limits = new(perDay, total) };

    public ProgrammeBuilder ClosingWhenEmpty() => this with { WhenEmpty = WhenEmpty.Close };

    public ProgrammeBuilder Guaranteeing(long plays, string segment) => this with { Guarantee = new(plays, segment) };

    public ProgrammeBuilder WithSegments(params SegmentDocument[] segments) => this with { Segments = segments };

    /// <summary>Every draw wins the one stocked prize; the fallback gives nothing.</summary>
    public ProgrammeBuilder AlwaysWinning(long stock, long? perDay = null) =>
        WithSegments(Stocked("gold", 1_000_000_000_000, stock, perDay), Segment("none", 1));

    public ProgrammeBuilder WithDecks(params DeckDocument[] decks) => this with { Decks = decks };

    /// <summary>A deck whose cards cost nothing and are void ten days after.</summary>
    public static DeckDocument ADeck(params CardDocument[] cards) => new(DeckId, Text("Cards"), 1000, null, PlayLimits.None, 10, cards);

    public static CardDocument ACard(string id, long count, Prize? prize = null) => new(id, Text(id), "#ffffff", null, count, prize ?? new NoPrize());

    public ProgrammeBuilder WithDraws(params DrawDocument[] draws) => this with { Draws = draws };

    /// <summary>A draw whose entries cost nothing, each day at eight in the evening.</summary>
    public static DrawDocument ADraw(params DrawPrizeDocument[] prizes) =>
        new(DrawId, Text("Draw"), 1000, null, PlayLimits.None, new(null, null, 20 * 60), prizes, 0, null);

    public static DrawPrizeDocument APrize(string id, int count, Prize prize) => new(id, Text(id), count, prize);

    public ProgrammeBuilder WithBoards(params BoardDocument[] boards) => this with { Boards = boards };

    public ProgrammeBuilder WithCategories(params CategoryDocument[] categories) => this with { Categories = categories };

    public ProgrammeBuilder WithBadges(params BadgeDocument[] badges) => this with { Badges = badges };

    public ProgrammeBuilder WithSets(params BadgeSetDocument[] sets) => this with { Sets = sets };

    public static BoardDocument ABoard(
        string id, PeriodKind period, int graceMinutes = 10, int keep = 3, BoardMeasure? measure = null, string? campaign = null) =>
        new(id, Text(id), measure ?? BoardMeasure.AllPoints, period, campaign, TimeSpan.FromMinutes(graceMinutes), keep);

    public static BadgeDocument ABadge(string id, BadgeCounter counter, long atLeast, params string[] kinds) =>
        new(id, Text(id), new(counter, counter == BadgeCounter.Purchases && kinds.Length == 0 ? ["purchase"] : kinds, atLeast));

    public static BadgeSetDocument ASet(string id, long points, params string[] badges) => ASet(id, new PointsPrize(new(points)), badges);

    public static BadgeSetDocument ASet(string id, Prize grand, params string[] badges) => new(id, Text(id), badges, grand);

    public ProgrammeDocument Build() => new(
        "festival", Zone, Text("Festival"), Expiry,
        [
            new(CampaignId, Text("Spring"), Starts, Ends, [], Earning,
                [new WheelDocument(WheelId, Text("Wheel"), Free, Cost, Limits, WhenEmpty, Guarantee, Segments) { Tickets = Tickets, Minors = Minors }, .. Decks, .. Draws])
            {
                Budget = Budget,
                Challenges = Challenges,
            },
        ])
    {
        UnknownAgeIsMinor = UnknownIsMinor,
        Boards = Boards,
        Badges = Badges,
        Categories = Categories,
        BadgeSets = Sets,
    };
}
