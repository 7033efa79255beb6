using System.Text.Json.Nodes;
using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Rules by which members earn, and when points expire.</summary>
internal static class EarningShapes
{
    /// <summary>Above 1, at most <see cref="ProgrammeLimits.EarningFactor"/>, with at most three places.</summary>
    private const string FactorPattern = @"^0*(1000(\.0{1,3})?|[1-9][0-9]{1,2}(\.[0-9]{1,3})?|[2-9](\.[0-9]{1,3})?|1\.(?=[0-9]*[1-9])[0-9]{1,3})$";

    private static readonly Shape Texts = Shape.List(Shape.Text, 1, ProgrammeLimits.ConditionValues, unique: true);
    private static readonly Shape Most = Shape.Whole(1, ProgrammeLimits.Points);

    public static Shape Factor { get; } = Shape.Matching(FactorPattern);

    public static Shape Kinds { get; } = Shape.List(Shape.Id, 1, ProgrammeLimits.Kinds, unique: true);

    public static Shape Condition { get; } = Shape.Object(
        "When and for what it holds; what is absent does not matter",
        Optional("merchants", Texts, "One of these merchants"),
        Optional("channels", Texts, "One of these channels"),
        Optional("categories", Texts, "Lines of one of these categories"),
        Optional("tags", Texts, "Lines with one of these tags"),
        Optional("daysOfMonth", Shape.List(Shape.Whole(1, 31), 1, 31, unique: true), "On these days of the month"),
        Optional("weekends", Shape.Flag, "On Saturdays and Sundays"),
        Optional("weekdays", Shape.List(Shape.Choice("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 1, 7, unique: true), "On these days of the week"),
        Optional("between", TimeShapes.DayParts, "In these parts of the day"))
        .With("not", static () => new JsonObject { ["required"] = Shape.Array(["weekends", "weekdays"]) }).Named("condition");

    public static Shape Caps { get; } = Shape.Object(
        "Most points that the rule gives",
        Optional("perActivity", Most, "For one activity"),
        Optional("perDay", Most, "To a member in a day"),
        Optional("perMonth", Most, "To a member in a month"),
        Optional("perMember", Most, "To a member in all"));

    public static Shape Effect { get; } = Shape.OneOf(
        Shape.Object("Multiplies", new Property("multiply", Factor, "Factor as a decimal number in quotes, such as \"1.5\"")),
        Shape.Object("Adds", new Property("add", Shape.Whole(1, ProgrammeLimits.Points), "Points that are added")));

    public static Shape Rule { get; } = Shape.OneOf(
        OfRule(
            "Gives points for an amount",
            new("points", Shape.Whole(1, ProgrammeLimits.EarningPoints), "Points for each per"),
            new("per", Shape.Whole(1, ProgrammeLimits.EarningPer), "Amount in minor units, such as fen")),
        OfRule("Changes what other rules give", new Property("effect", Effect, "What it does"))).Named("earningRule");

    public static Shape Expiry { get; } = Shape.OneOf(
        OfExpiry("Points never expire", "never"),
        OfExpiry("Points expire after some months", "months", new Property("months", Shape.Whole(1, ProgrammeLimits.ExpiryMonths), "Months after they were earned")),
        OfExpiry("Points expire at the end of a month", "endOfMonth", new Property("months", Shape.Whole(0, ProgrammeLimits.ExpiryMonths), "Months later; 0 for that in which they were earned")),
        OfExpiry("Points expire at the end of a year", "endOfYear", new Property("years", Shape.Whole(0, ProgrammeLimits.ExpiryYears), "Years later; 0 for that in which they were earned"))).Named("expiry");

    private static Shape OfRule(string title, params IReadOnlyList<Property> own) => Shape.Object(
        title,
        [
            new("id", Shape.Id, "Unique among the rules of the programme"),
            new("name", Shape.LocalText, "Shown to members"),
            new("kinds", Kinds, "Kinds of activities that it rewards"),
            .. own,
            Optional("when", Condition, "When and for what it rewards"),
            Optional("group", Shape.Id, "Of the rules of a group the best for the member counts"),
            Optional("caps", Caps, "Most that it gives"),
        ]);

    private static Shape OfExpiry(string title, string rule, params IReadOnlyList<Property> own) =>
        Shape.Object(title, [new("rule", Shape.Choice(rule), "Which rule"), .. own]);
}
