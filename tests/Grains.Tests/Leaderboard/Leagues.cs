using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Boards with cohorts for the runs of <see cref="BoardRun"/>, and how the naive recount knows them.</summary>
internal static class Leagues
{
    public const string Daily = "league";
    public const string Weekly = "league-of-weeks";

    public static readonly BoardCohorts OfDays = Cohorts(5, 2, 1, "bronze", "silver", "gold");
    public static readonly BoardCohorts OfWeeks = Cohorts(7, 3, 3, "low", "high");

    public static BoardDocument[] Boards { get; } =
    [
        ABoard(Daily, PeriodKind.Day, keep: 1) with { Cohorts = OfDays },
        ABoard(Weekly, PeriodKind.Week, graceMinutes: 60, keep: 2, measure: new(BoardMetric.Purchases, ["purchase"])) with { Cohorts = OfWeeks },
    ];

    public static NaiveBoard[] Naive { get; } =
        [new(Daily, BoardMetric.PointsEarned, null, PeriodKind.Day, 10), new(Weekly, BoardMetric.Purchases, "purchase", PeriodKind.Week, 60)];

    public static BoardCohorts Cohorts(int size, int promote, int demote, params string[] divisions) =>
        new(size, [.. divisions.Select(id => new BoardDivision(id, Text(id)))], promote, demote);
}
