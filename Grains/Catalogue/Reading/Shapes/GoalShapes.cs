using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Challenges and badges.</summary>
internal static class GoalShapes
{
    private static readonly Shape Times = Shape.Whole(1, ProgrammeLimits.ChallengeTimes);
    private static readonly Shape Members = Shape.List(Shape.Text, 1, ProgrammeLimits.SetMembers, unique: true);
    private static readonly Shape Whole = Shape.Choice("campaign");
    private static readonly Shape Span = Shape.Choice("day", "week", "month", "campaign");

    public static Shape Rolling { get; } = Shape.Object("The last days", new Property("rolling", Shape.Whole(1, ProgrammeLimits.RollingDays), "How many, today among them"));

    public static Shape Qualifies { get; } = Shape.Object(
        "What counts",
        new("kinds", EarningShapes.Kinds, "Kinds of activities"),
        Optional("when", EarningShapes.Condition, "When and for what"),
        Optional("atLeast", Shape.Whole(1, ProgrammeLimits.ChallengeAmount), "Least amount, in minor units")).Named("qualifies");

    public static Shape Of { get; } = Shape.Object(
        "What the set is of",
        Optional("categories", Members, "Categories to buy of"),
        Optional("merchants", Members, "Merchants to buy from"),
        Optional("badges", Shape.List(Shape.Id, 1, ProgrammeLimits.SetMembers, unique: true), "Badges to have")).EitherOr("categories", "merchants", "badges");

    public static Shape Repair { get; } = Shape.Object(
        "How a broken day is made good", new("points", PrizeShapes.Points, "What it costs"), new("hours", Shape.Whole(1, ProgrammeLimits.RepairHours), "Until how long after the day"));

    public static Shape Pauses { get; } = Shape.Object("Days that members may pause", new Property("days", Shape.Whole(1, ProgrammeLimits.PauseDays), "How many in a campaign"));

    public static Shape DayReward { get; } = Shape.Object(
        "What a day of the round gives", [new("day", Shape.Whole(1, ProgrammeLimits.StreakDays), "Day of the round"), .. PrizeShapes.OfReward]).AnyOf(PrizeShapes.RewardNames).Named("dayReward");

    private static Shape Period { get; } = Shape.OneOf(Span, Rolling);

    private static Property Reward => new("reward", PrizeShapes.Reward, "What it gives");

    private static Property Counts => new("qualifies", Qualifies, "What counts");

    public static Shape Challenge { get; } = Shape.OneOf(
        OfKind("count", "So many times", new("period", Period, "In what time"), Counts, new("times", Times, "How often"), Reward),
        OfKind("sum", "So much in all", new("period", Period, "In what time"), Counts, new("amount", Shape.Whole(1, ProgrammeLimits.ChallengeAmount), "Amount in minor units"), Reward),
        OfKind("ladder", "Every so many times", new("period", Span, "In what time"), Counts, new("every", Times, "Every how many times"), Optional("most", Times, "Most rewards in a period"), Reward),
        OfKind("set", "One of each", new("period", Period, "In what time"), Counts, new("of", SetOf("categories", "merchants"), "What the set is of"), Reward),
        OfKind("set", "All of some badges", Optional("period", Whole, "As long as the campaign"), new("of", SetOf("badges"), "What the set is of"), Reward),
        OfKind(
            "streak",
            "Days in a row",
            Optional("period", Whole, "As long as the campaign"),
            Counts,
            new("days", Shape.Whole(1, ProgrammeLimits.StreakDays), "Days of a round"),
            Optional("repeat", Shape.Flag, "Whether a new round follows; true where absent"),
            Optional("freezes", Shape.Whole(0, ProgrammeLimits.StreakFreezes), "Missed days that are forgiven"),
            Optional("repair", Repair, "How a broken day is made good"),
            Optional("pauses", Pauses, "Days that members may pause"),
            Optional("zone", Shape.Choice("programme", "member"), "Whose days; the programme's where absent"),
            new("rewards", Shape.List(DayReward, 1, ProgrammeLimits.StreakDays), "What its days give"))).Named("challenge");

    public static Shape Criteria { get; } = Shape.OneOf(
        Counting("Purchases", ["purchases"], Optional("kinds", EarningShapes.Kinds, "Kinds of activities; purchase where absent")),
        Counting("Plays, points or wins", ["plays", "points-earned", "wins"]),
        Shape.Object("Given by challenges and boards", new Property("counter", Shape.Choice("given"), "What is counted"))).Named("criteria");

    public static Shape Badge { get; } = Shape.Object(
        "A badge",
        new("id", Shape.Id, "Unique among the badges"),
        new("name", Shape.LocalText, "Shown to members"),
        new("criteria", Criteria, "What it is earned by"),
        Optional("hidden", Shape.Flag, "Whether it is only counted until a member has it"),
        Optional("limit", Shape.Whole(1, ProgrammeLimits.BadgeLimit), "Members who get it at most")).Named("badge");

    public static Shape BadgeSet { get; } = Shape.Object(
        "A set of badges",
        new("id", Shape.Id, "Unique among the sets"),
        new("name", Shape.LocalText, "Shown to members"),
        new("badges", Shape.List(Shape.Id, 1, ProgrammeLimits.BadgesInSet, unique: true), "Badges that it takes"),
        new("grand", PrizeShapes.OfSet, "What the whole set gives, once")).Named("badgeSet");

    private static Shape SetOf(params IReadOnlyList<string> names) =>
        Of.With("propertyNames", () => new System.Text.Json.Nodes.JsonObject { ["enum"] = Shape.Array(names) });

    private static Shape OfKind(string kind, string title, params IReadOnlyList<Property> own) => Shape.Object(
        title,
        [
            new("id", Shape.Id, "Unique among the challenges of the programme"),
            new("kind", Shape.Choice(kind), "Kind of challenge"),
            new("name", Shape.LocalText, "Shown to members"),
            .. own,
        ]);

    private static Shape Counting(string title, IReadOnlyList<string> counters, params IReadOnlyList<Property> own) => Shape.Object(
        title,
        [new("counter", Shape.Choice(counters), "What is counted"), .. own, new("atLeast", Shape.Whole(1, ProgrammeLimits.BadgeAtLeast), "How many")]);
}
