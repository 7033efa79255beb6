using System.Text.Json.Nodes;
using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Games of a campaign.</summary>
internal static class GameShapes
{
    private const string Colors = "^#[0-9A-Fa-f]{6}$";

    /// <summary>No scheme, no leading slash, no empty, <c>.</c> or <c>..</c> part: the path stays below its folder.</summary>
    private const string Images = @"^(?!\.{1,2}(/|$))[A-Za-z0-9._-]+(/(?!\.{1,2}(/|$))[A-Za-z0-9._-]+)*$";

    private static readonly Shape Day = Shape.Whole(1, ProgrammeLimits.PlaysPerMember);

    public static Shape Cost { get; } = Shape.Object("Cost of a play", new Property("points", PrizeShapes.Points, "Points"));

    public static Shape Limits { get; } = Shape.Object(
        "Most plays of a member", Optional("perDay", Day, "In a day"), Optional("total", Day, "In all"));

    public static Shape Guarantee { get; } = Shape.Object(
        "A prize for certain",
        new("plays", Shape.Whole(ProgrammeLimits.MinGuaranteePlays, ProgrammeLimits.MaxGuaranteePlays), "The play that wins for certain, counted since the last win"),
        new("segment", Shape.Id, "What it wins"));

    public static Shape Drip { get; } = Shape.Object(
        "Units spread over the campaign's open hours",
        Optional("everyMinutes", Shape.Whole(1, ProgrammeLimits.DripMinutes), "Length of a step in open minutes; 60 where absent"),
        Optional("from", TimeShapes.Instant, "When the first step begins; with the campaign where absent"),
        Optional("to", TimeShapes.Instant, "When the last step ends; with the campaign where absent"));

    public static Shape Stock { get; } = Shape.Object(
        "Units of a prize",
        new("total", Shape.Whole(0, ProgrammeLimits.StockUnits), "In all"),
        Optional("perDay", Shape.Whole(0, ProgrammeLimits.StockUnits), "On one day; not above total"),
        Optional("drip", Drip, "Spreads them over time"));

    public static Shape Segment { get; } = Shape.Object(
        "A segment of a wheel",
        [
            .. Face,
            new("weight", Shape.Whole(1, ProgrammeLimits.TotalWeight), "Its chance is its share of the sum of all weights"),
            new("prize", PrizeShapes.OfSegment, "What it gives; null for nothing"),
            Optional("stock", Stock, "Units there are"),
            Optional("fallback", Shape.Id, "Segment that stands in when the stock is out"),
            Optional("unique", Shape.Flag, "A member wins it once"),
            Optional("substitute", Shape.Id, "What a member gets instead who owns a unique prize"),
        ]).Named("segment");

    public static Shape Card { get; } = Shape.Object(
        "A kind of card",
        [.. Face, new("count", Shape.Whole(1, ProgrammeLimits.DeckCards), "Cards of the kind in the deck"), new("prize", PrizeShapes.OfCard, "What it gives; null for nothing")]).Named("card");

    public static Shape DrawPrize { get; } = Shape.Object(
        "A prize of a draw",
        new("id", Shape.Id, "Unique among the prizes of the draw"),
        new("label", Shape.LocalText, "Shown to members"),
        new("count", Shape.Whole(1, ProgrammeLimits.Drawn), "How many win it"),
        new("prize", PrizeShapes.OfDraw, "What each of them gets")).Named("drawPrize");

    public static Shape Closes { get; } = Shape.Object(
        "When entries close",
        Optional("at", TimeShapes.Instant, "Once"),
        Optional("daily", TimeShapes.TimeOfDay, "Every day at this time, HH:mm")).EitherOr("at", "daily");

    public static Shape Expires { get; } = Shape.Object("When a card is void", new Property("days", Shape.Whole(1, ProgrammeLimits.CardDays), "Days after it was taken"));

    public static Shape Claim { get; } = Shape.Object("How winners claim", new Property("hours", Shape.Whole(1, ProgrammeLimits.ClaimHours), "Hours in which they must"));

    public static Shape Wheel { get; } = OfKind(
        LotteryParser.Wheel,
        "A spin wheel",
        Optional("whenEmpty", Shape.Choice("fallback", "close"), "What a stock that is out does: its fallback stands in, or the wheel closes"),
        Optional("guarantee", Guarantee, "A prize for certain"),
        new("segments", Shape.List(Segment, ProgrammeLimits.MinSegments, ProgrammeLimits.MaxSegments), "Clockwise"),
        Optional("showOdds", Shape.Flag, "Whether members are shown the odds; true where absent")).Named("wheel");

    public static Shape Deck { get; } = OfKind(
        LotteryParser.Scratch,
        "Scratch cards, dealt from a deck without replacement",
        new("expires", Expires, "When a card is void"),
        new("cards", Shape.List(Card, ProgrammeLimits.MinCards, ProgrammeLimits.MaxCards), "What the deck is made of")).Named("deck");

    public static Shape Draw { get; } = OfKind(
        LotteryParser.Draw,
        "A prize draw",
        Optional("opens", TimeShapes.Instant, "When entries begin; with the campaign where absent"),
        new("closes", Closes, "When entries close and winners are drawn"),
        new("prizes", Shape.List(DrawPrize, 1, ProgrammeLimits.DrawPrizes), "The first first"),
        Optional("substitutes", Shape.Whole(0, ProgrammeLimits.Drawn), "Drawn for winners who do not claim"),
        Optional("claim", Claim, "Winners must claim in time")).Named("draw");

    public static Shape Lottery { get; } = Shape.OneOf(Wheel, Deck, Draw);

    private static IReadOnlyList<Property> Face =>
    [
        new("id", Shape.Id, "Unique in its game"),
        new("label", Shape.LocalText, "Shown to members"),
        new("color", Shape.Matching(Colors), "# and six hexadecimal digits"),
        Optional("image", Shape.Matching(Images), "Relative path of a picture"),
    ];

    /// <summary>Somebody can play: for points, free or with tickets.</summary>
    private static JsonArray Playable() => new(
        new JsonObject { ["required"] = Shape.Array(["cost"]) },
        new JsonObject { ["required"] = Shape.Array(["freePlaysPerDay"]), ["properties"] = new JsonObject { ["freePlaysPerDay"] = new JsonObject { ["minimum"] = 1 } } },
        new JsonObject { ["required"] = Shape.Array(["tickets"]), ["properties"] = new JsonObject { ["tickets"] = new JsonObject { ["const"] = true } } });

    private static Shape OfKind(string kind, string title, params IReadOnlyList<Property> own) => Shape.Object(
        title,
        [
            new("id", Shape.Id, "Unique among the games of the programme"),
            new("kind", Shape.Choice(kind), "Kind of game"),
            new("name", Shape.LocalText, "Shown to members"),
            Optional("freePlaysPerDay", Shape.Whole(0, ProgrammeLimits.FreePlaysPerDay), "Free plays of a member in a day"),
            Optional("cost", Cost, "What other plays cost"),
            Optional("tickets", Shape.Flag, "Whether tickets are given for it; false where absent"),
            Optional("limits", Limits, "Most plays of a member"),
            Optional("minors", Shape.Choice("allowed", "freeOnly", "none"), "What minors may play; allowed where absent"),
            .. own,
        ]).With("anyOf", Playable);
}
