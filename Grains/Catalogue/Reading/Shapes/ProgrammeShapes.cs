using static Jifen.Grains.Catalogue.Reading.Shapes.Property;

namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>The document and its campaigns.</summary>
internal static class ProgrammeShapes
{
    public static Shape Campaign { get; } = Shape.Object(
        "A campaign",
        new("id", Shape.Id, "Unique among the campaigns"),
        new("name", Shape.LocalText, "Shown to members"),
        new("starts", TimeShapes.Instant, "First instant, RFC 3339 with offset"),
        new("ends", TimeShapes.Instant, "First instant after it"),
        Optional("dayParts", TimeShapes.DayParts, "When it is open in a day; always where absent"),
        Optional("budget", Shape.Whole(1, ProgrammeLimits.BudgetPoints), "Most points that it gives in all"),
        Optional("earning", Shape.List(EarningShapes.Rule, 0, ProgrammeLimits.EarningRules), "Rules by which members earn"),
        Optional("lotteries", Shape.List(GameShapes.Lottery, 0, ProgrammeLimits.Lotteries), "Games"),
        Optional("challenges", Shape.List(GoalShapes.Challenge, 0, ProgrammeLimits.Challenges), "Challenges and streaks")).Named("campaign");

    public static Shape Category { get; } = Shape.Object(
        "What a category is called",
        new("id", Shape.Text, "Category as lines of activities have it; unique"),
        new("name", Shape.LocalText, "Shown to members")).Named("category");

    public static Shape Programme { get; } = Shape.Object(
        "A programme of Jifen",
        new("programme", Shape.Id, "Id of the programme; a store is of one"),
        new("zone", Shape.Text, "IANA time zone whose days and months count, such as Asia/Shanghai"),
        new("name", Shape.LocalText, "Shown to members"),
        new("expiry", EarningShapes.Expiry, "When points expire"),
        new("campaigns", Shape.List(Campaign, 0, ProgrammeLimits.Campaigns), "Campaigns, the standing ones too"),
        Optional("boards", Shape.List(BoardShapes.Board, 0, ProgrammeLimits.Boards), "Leaderboards"),
        Optional("badges", Shape.List(GoalShapes.Badge, 0, ProgrammeLimits.Badges), "Badges"),
        Optional("badgeSets", Shape.List(GoalShapes.BadgeSet, 0, ProgrammeLimits.BadgeSets), "Sets of badges"),
        Optional("categories", Shape.List(Category, 0, ProgrammeLimits.Categories), "Names of categories; one without is called by its id"),
        Optional("unknownAge", Shape.Choice("adult", "minor"), "What a member counts as whose age nobody has said; adult where absent"));
}
