namespace Jifen.Grains.Tests.Catalogue;

public class BoardRewardReaderTests
{
    private const string Rewards = "boards[0].rewards";

    private const string Valid = """
        [
          { "to": 1, "points": 1000, "badge": "star" },
          { "to": 10, "points": 500, "tickets": { "lottery": "wheel", "count": 2 } },
          { "toPercent": 5, "points": 50 },
          { "to": 1000, "points": 1 }
        ]
        """;

    public static TheoryData<string, string, string> Faults => new()
    {
        { "[0].to", "0", "[0].to: out_of_range" },
        { "[0].to", "1000001", "[0].to: out_of_range" },
        { "[1].to", "1", "[1].to: rank_not_below" },
        { "[3].to", "10", "[3].to: rank_not_below" },
        { "[2].toPercent", "101", "[2].toPercent: out_of_range" },
        { "[2].to", "20", "[2]: either_or" },
        { "[2].toPercent", "", "[2]: either_or" },
        { "[2].points", "", "[2]: no_reward" },
        { "[2].points", "0", "[2].points: out_of_range" },
        { "[0].badge", "\"none\"", "[0].badge: unknown_badge" },
        { "[0].badge", "\"buyer\"", "[0].badge: not_given" },
        { "[1].tickets.lottery", "\"none\"", "[1].tickets.lottery: unknown_lottery" },
        { "[1].prize", "1", "[1].prize: unknown_property" },
        { "", "[]", ": too_few" },
        { "", "{}", ": wrong_type" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string path, string json, string expected) =>
        Assert.Equal([Rewards + expected], ErrorsOf(Draft().With(Rewards + path, json)));

    [Theory]
    [InlineData("\"none\"", "boards[0].budget: unknown_campaign")]
    [InlineData("\"spring\"", "boards[0].budget: no_budget")]
    [InlineData("7", "boards[0].budget: wrong_type")]
    public void The_budget_is_that_of_a_campaign_which_has_one(string json, string expected) => Assert.Equal([expected], ErrorsOf(Draft().With("boards[0].budget", json)));

    [Fact]
    public void A_board_of_all_time_gives_no_rewards() =>
        Assert.Equal(["boards[1].rewards: never_final"], ErrorsOf(Draft().With("boards[1].rewards", """[{ "to": 1, "points": 1 }]""")));

    [Fact]
    public void Valid_rewards_read_whole()
    {
        BoardDocument board = Draft().Document().Boards[0];
        Assert.Equal(
            [
                new BoardTier(1, null, new(new(1000), null, "star")), new(10, null, new(new(500), new("wheel", 2), null)),
                new(null, 5, new(new(50), null, null)), new(1000, null, new(new(1), null, null)),
            ],
            board.Rewards);
    }

    internal static ProgrammeDraft Draft() => new ProgrammeDraft()
        .With("badges[2]", """{ "id": "star", "name": { "en": "Star", "zh": "星" }, "criteria": { "counter": "given" } }""").With(Rewards, Valid);

    private static IEnumerable<string> ErrorsOf(ProgrammeDraft draft) =>
        Assert.IsType<ProgrammeRefused>(draft.Read()).Errors.Select(error => $"{error.Path}: {error.Code}");
}
