using System.Text.Json.Nodes;
using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Leaderboards.</summary>
internal static class BoardShapes
{
    private static readonly Shape Ids = Shape.List(Shape.Id, 1, ProgrammeLimits.BoardScopeIds, unique: true);

    public static Shape Tier { get; } = Shape.Object(
        "What ranks of a final list get",
        [
            Optional("to", Shape.Whole(1, ProgrammeLimits.BoardRank), "Last rank that gets it"),
            Optional("toPercent", Shape.Whole(1, 100), "Last share of the members who gets it, in percent"),
            .. PrizeShapes.OfRank,
        ]).EitherOr("to", "toPercent").AnyOf([.. PrizeShapes.OfRank.Select(property => property.Name)]).Named("tier");

    public static Shape Scope { get; } = Shape.Object(
        "Who stands on it", Optional("regions", Ids, "Members of these regions"), Optional("segments", Ids, "Of these segments"), Optional("tiers", Ids, "Of these tiers"))
        .With("minProperties", static () => 1);

    public static Shape Board { get; } = Shape.Object(
        "A leaderboard",
        new("id", Shape.Id, "Unique among the boards"),
        new("name", Shape.LocalText, "Shown to members"),
        new("metric", Shape.Choice("points-earned", "purchases", "amount", "plays", "prizes", "streak"), "What is counted"),
        Optional("kinds", EarningShapes.Kinds, "Kinds of activities, where purchases or amounts are counted; purchase where absent"),
        Optional("rules", Shape.List(Shape.Id, 1, ProgrammeLimits.BoardRules, unique: true), "Rules whose points are counted; all where absent"),
        Optional("streak", Shape.Id, "The streak whose longest run within the period is counted"),
        new("period", Shape.Choice("day", "week", "month", "campaign", "all-time"), "After what time it begins anew"),
        Optional("campaign", Shape.Id, "Whose days, where the period is a campaign"),
        Optional("grace", Shape.Whole(0, ProgrammeLimits.BoardGraceMinutes), "Minutes after a period in which late activities count; 10 where absent"),
        Optional("keep", Shape.Whole(1, ProgrammeLimits.BoardPeriodsKept), "Final lists that are kept; 8 where absent"),
        Optional("rewards", Shape.List(Tier, 1, ProgrammeLimits.BoardTiers), "What ranks of a final list get"),
        Optional("budget", Shape.Id, "Campaign whose budget bears the points"),
        Optional("scope", Scope, "Who stands on it; all where absent"),
        Optional("cohorts", CohortShapes.Cohorts, "Small groups in which its members compete; one list where absent"))
        .With("dependentSchemas", Belonging)
        .With("allOf", static () => new JsonArray(Needed("period", "campaign", "campaign"), Needed("metric", "streak", "streak"))).Named("board");

    /// <summary>Properties that have a place only beside some values of others.</summary>
    private static JsonObject Belonging() => new()
    {
        ["kinds"] = Where("metric", "purchases", "amount"),
        ["rules"] = Where("metric", "points-earned"),
        ["streak"] = Streak(),
        ["campaign"] = Where("period", "campaign"),
        ["rewards"] = Where("period", "day", "week", "month", "campaign"),
        ["cohorts"] = Where("period", "day", "week", "month", "campaign"),
    };

    /// <summary>Within a day there is no run.</summary>
    private static JsonObject Streak()
    {
        JsonObject schema = Where("metric", "streak");
        schema["properties"]!["period"] = new JsonObject { ["enum"] = Shape.Array(["week", "month", "campaign", "all-time"]) };
        return schema;
    }

    /// <summary>A property that some value of another needs.</summary>
    private static JsonObject Needed(string property, string value, string needed) =>
        new() { ["if"] = Where(property, value), ["then"] = new JsonObject { ["required"] = Shape.Array([needed]) } };

    private static JsonObject Where(string property, params IReadOnlyList<string> values) =>
        new() { ["properties"] = new JsonObject { [property] = new JsonObject { ["enum"] = Shape.Array(values) } } };
}
