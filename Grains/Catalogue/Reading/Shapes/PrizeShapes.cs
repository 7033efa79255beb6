using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>What games and challenges give.</summary>
internal static class PrizeShapes
{
    public static Shape Points { get; } = Shape.Whole(1, ProgrammeLimits.Points);

    /// <summary>Points, whose kind is said.</summary>
    public static Shape OfPoints { get; } = OfKind("points", "Points", new Property("points", Points, "How many")).Named("pointsPrize");

    private static Shape Goods { get; } = OfKind(
        "goods",
        "Goods",
        new("name", Shape.LocalText, "Shown to members"),
        Optional("delivery", Shape.Choice("address", "collect"), "How they come to the winner")).Named("goodsPrize");

    private static Shape Otherwise { get; } = Shape.OneOf(Shape.Null, OfPoints);

    private static IReadOnlyList<Property> OfPool => [new("pool", Shape.Id, "Pool of its codes"), new("name", Shape.LocalText, "Shown to members")];

    private static Property StandIn => new("otherwise", Otherwise, "Given where no code is left; null for nothing");

    /// <summary>A coupon whose kind is said by its place.</summary>
    public static Shape Coupon { get; } = Shape.Object("A coupon", [.. OfPool, StandIn]).Named("couponReward");

    private static IReadOnlyList<Property> OfMultiplier =>
    [
        new("name", Shape.LocalText, "Shown to members"),
        new("factor", EarningShapes.Factor, "Factor as a decimal number in quotes, such as \"2\""),
        new("hours", Shape.Whole(1, ProgrammeLimits.MultiplierHours), "How long it lasts"),
        Optional("kinds", EarningShapes.Kinds, "Kinds of activities that earn more; all where absent"),
    ];

    /// <summary>A multiplier whose kind is said by its place.</summary>
    public static Shape Multiplier { get; } = Shape.Object("More points for a time", OfMultiplier).Named("multiplierReward");

    private static Shape MultiplierPrize { get; } = OfKind("multiplier", "More points for a time", OfMultiplier).Named("multiplierPrize");

    private static IReadOnlyList<Property> OfTickets =>
        [new("lottery", Shape.Id, "Game that they are for"), new("count", Shape.Whole(1, ProgrammeLimits.Tickets), "How many")];

    private static Shape TicketPrize { get; } = OfKind("tickets", "Tickets of a game", OfTickets).Named("ticketPrize");

    private static Shape BadgePrize { get; } = OfKind(
        "badge",
        "A badge",
        new("badge", Shape.Id, "Badge whose counter is given, without a limit"),
        new("otherwise", Otherwise, "Given to who has the badge; null for nothing")).Named("badgePrize");

    public static Shape OfSegment { get; } =
        Shape.OneOf(Shape.Null, OfPoints, Goods, MultiplierPrize, TicketPrize, BadgePrize, OfKind("coupon", "A coupon", OfPool)).Named("segmentPrize");

    public static Shape OfCard { get; } =
        Shape.OneOf(Shape.Null, OfPoints, Goods, MultiplierPrize, TicketPrize, BadgePrize, OfKind("coupon", "A coupon", [.. OfPool, StandIn])).Named("cardPrize");

    /// <summary>What a whole set of badges gives.</summary>
    public static Shape OfSet { get; } =
        Shape.OneOf(OfPoints, Goods, MultiplierPrize, TicketPrize, BadgePrize, OfKind("coupon", "A coupon", [.. OfPool, StandIn])).Named("grandPrize");

    public static Shape OfDraw { get; } = Shape.OneOf(OfPoints, Goods, MultiplierPrize, TicketPrize, BadgePrize).Named("prizeOfDraw");

    public static Shape Tickets { get; } = Shape.Object("Tickets", OfTickets).Named("tickets");

    public static IReadOnlyList<Property> OfRank =>
    [
        Optional("points", Points, "Points"), Optional("tickets", Tickets, "Tickets of a game"), Optional("badge", Shape.Id, "Badge whose counter is given"),
    ];

    public static IReadOnlyList<Property> OfReward => [.. OfRank, Optional("coupon", Coupon, "A code of a pool"), Optional("multiplier", Multiplier, "More points for a time")];

    public static IReadOnlyList<string> RewardNames { get; } = [.. OfReward.Select(property => property.Name)];

    public static Shape Reward { get; } = Shape.Object("What is given; at least one of them", OfReward).AnyOf(RewardNames).Named("reward");

    private static Shape OfKind(string kind, string title, params IReadOnlyList<Property> own) => Shape.Object(title, [new("kind", Shape.Choice(kind), "Kind of prize"), .. own]);
}
