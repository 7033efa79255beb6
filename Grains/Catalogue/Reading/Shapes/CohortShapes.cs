namespace Jifen.Grains.Catalogue.Reading.Shapes;

/// <summary>Cohorts of leaderboards.</summary>
internal static class CohortShapes
{
    public static Shape Division { get; } = Shape.Object(
        "A division", new("id", Shape.Id, "Unique among the divisions of the board"), new("name", Shape.LocalText, "Shown to members")).Named("division");

    public static Shape Cohorts { get; } = Shape.Object(
        "How the members of a board compete in small cohorts of their division",
        new("size", Shape.Whole(ProgrammeLimits.CohortLeast, ProgrammeLimits.CohortMost), "Members of a full cohort"),
        new("divisions", Shape.List(Division, 1, ProgrammeLimits.Divisions), "Lowest first; everybody begins in the lowest"),
        new("promote", Shape.Whole(0, ProgrammeLimits.CohortMost), "Highest of a full cohort, who rise a division"),
        new("demote", Shape.Whole(0, ProgrammeLimits.CohortMost), "Lowest of a full cohort, who fall a division")).Named("cohorts");
}
