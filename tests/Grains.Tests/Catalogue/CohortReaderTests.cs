namespace Jifen.Grains.Tests.Catalogue;

public class CohortReaderTests
{
    internal const string Cohorts = "boards[0].cohorts";

    private const string Valid = """
        {
          "size": 30, "promote": 5, "demote": 7,
          "divisions": [{ "id": "bronze", "name": { "en": "Bronze", "zh": "青铜" } }, { "id": "silver", "name": { "en": "Silver", "zh": "白银" } }]
        }
        """;

    public static TheoryData<string, string, string> Faults => new()
    {
        { ".size", "", ".size: missing" },
        { ".size", "4", ".size: out_of_range" },
        { ".size", "101", ".size: out_of_range" },
        { ".promote", "", ".promote: missing" },
        { ".promote", "-1", ".promote: out_of_range" },
        { ".demote", "", ".demote: missing" },
        { ".demote", "26", ".demote: cohort_too_small" },
        { ".divisions", "", ".divisions: missing" },
        { ".divisions", "[]", ".divisions: too_few" },
        { ".divisions[1].id", "\"bronze\"", ".divisions[1].id: duplicate_id" },
        { ".divisions[1].id", "\"no id\"", ".divisions[1].id: bad_id" },
        { ".divisions[1].name.zh", "", ".divisions[1].name.zh: missing" },
        { ".divisions[0].weight", "1", ".divisions[0].weight: unknown_property" },
        { ".divisions[0]", "\"bronze\"", ".divisions[0]: wrong_type" },
        { ".grace", "1", ".grace: unknown_property" },
        { "", "[]", ": wrong_type" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string path, string json, string expected) =>
        Assert.Equal([Cohorts + expected], ErrorsOf(Draft().With(Cohorts + path, json)));

    [Fact]
    public void A_board_of_all_time_has_no_cohorts() => Assert.Equal(["boards[1].cohorts: never_settled"], ErrorsOf(new ProgrammeDraft().With("boards[1].cohorts", Valid)));

    [Fact]
    public void A_board_with_cohorts_gives_no_rewards() =>
        Assert.Equal(["boards[0].rewards: rewards_beside_cohorts"], ErrorsOf(Draft().With("boards[0].rewards", """[{ "to": 1, "points": 1 }]""")));

    [Fact]
    public void Valid_cohorts_read_whole()
    {
        ProgrammeDocument document = Draft().Document();
        Assert.Equal(new(30, [new("bronze", new("Bronze", "青铜")), new("silver", new("Silver", "白银"))], 5, 7), document.Boards[0].Cohorts);
        Assert.Null(document.Boards[1].Cohorts);
    }

    internal static ProgrammeDraft Draft() => new ProgrammeDraft().With(Cohorts, Valid);

    private static IEnumerable<string> ErrorsOf(ProgrammeDraft draft) =>
        Assert.IsType<ProgrammeRefused>(draft.Read()).Errors.Select(error => $"{error.Path}: {error.Code}");
}
