namespace Jifen.Grains.Tests.Catalogue;

public class BoardStreakReaderTests
{
    private const string Streaks = """
        [
          { "id": "days", "kind": "streak", "name": { "en": "Days", "zh": "天" }, "qualifies": { "kinds": ["purchase"] }, "days": 7, "rewards": [{ "day": 7, "points": 5 }] },
          { "id": "own", "kind": "streak", "name": { "en": "Own", "zh": "天" }, "qualifies": { "kinds": ["purchase"] }, "days": 7, "zone": "member", "rewards": [{ "day": 7, "points": 5 }] },
          { "id": "three", "kind": "count", "name": { "en": "Three", "zh": "三" }, "period": "day", "qualifies": { "kinds": ["purchase"] }, "times": 3, "reward": { "points": 5 } }
        ]
        """;

    private const string Other = """
        { "id": "winter", "name": { "en": "Winter", "zh": "冬" }, "starts": "2026-12-01T00:00:00-05:00", "ends": "2027-01-01T00:00:00-05:00" }
        """;

    public static TheoryData<string, string?, string, string> Faults => new()
    {
        { "week", null, "none", "boards[1].streak: unknown_streak" },
        { "week", null, "three", "boards[1].streak: unknown_streak" },
        { "week", null, "a b", "boards[1].streak: bad_id" },
        { "week", null, "", "boards[1].streak: missing" },
        { "day", null, "days", "boards[1].period: streak_of_a_day" },
        { "month", null, "own", "boards[1].streak: streak_of_member_zone" },
        { "campaign", "winter", "days", "boards[1].streak: streak_of_another" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string period, string? campaign, string streak, string expected) => Assert.Equal([expected], ErrorsOf(Draft(period, campaign, streak)));

    [Theory]
    [InlineData("\"2026-06-29T01:00:00-04:00\"", "")]
    [InlineData("\"2026-06-29T01:00:01-04:00\"", "boards[1].campaign: streak_too_long")]
    public void The_days_of_its_campaign_are_kept_one_by_one(string ends, string expected) =>
        Assert.Equal(expected, string.Join('\n', ErrorsOf(Draft("campaign", "spring", "days").With("campaigns[0].ends", ends))));

    [Fact]
    public void A_streak_has_neither_kinds_nor_rules() => Assert.Equal(
        ["boards[1].kinds: unknown_property", "boards[1].rules: unknown_property"],
        ErrorsOf(Draft("week", null, "days").With("boards[1].kinds", """["fuel"]""").With("boards[1].rules", """["base"]""")));

    [Theory]
    [InlineData("week", null, "days")]
    [InlineData("month", null, "days")]
    [InlineData("campaign", "spring", "days")]
    [InlineData("all-time", null, "days")]
    [InlineData("all-time", null, "own")]
    public void Valid_boards_of_streaks_read_whole(string period, string? campaign, string streak)
    {
        BoardDocument board = Draft(period, campaign, streak).Document().Boards[1];
        Assert.Equal(new(BoardMetric.Streak, [streak]), board.Measure);
        Assert.Equal(streak, board.Measure.Streak);
    }

    private static ProgrammeDraft Draft(string period, string? campaign, string streak) => new ProgrammeDraft().With("campaigns[0].challenges", Streaks).With("campaigns[1]", Other)
        .With("boards[1]", $$"""{ "id": "runs", "name": { "en": "Runs", "zh": "榜" }, "metric": "streak", "period": "{{period}}" }""")
        .With("boards[1].streak", streak.Length == 0 ? "" : $"\"{streak}\"").With("boards[1].campaign", campaign is null ? "" : $"\"{campaign}\"");

    private static IEnumerable<string> ErrorsOf(ProgrammeDraft draft) => draft.Read() is ProgrammeRefused refused ? refused.Errors.Select(error => $"{error.Path}: {error.Code}") : [];
}
