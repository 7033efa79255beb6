using System.Text;
using System.Text.Json.Nodes;
using Jifen.Grains.Catalogue;
using Jifen.Tests;

namespace Jifen.Grains.Tests.Catalogue.Schema;

/// <summary>The schema says what the reader does, as far as a schema can.</summary>
public sealed class ProgrammeSchemaTests
{
    private const int Mutations = 1_000;

    /// <summary>Values that some places take and others do not.</summary>
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-1", "1", "7", "1.5", "9223372036854775807", "\"\"", "\" \"", "\"x\"", "\"a b\"", "\"#0a0B0c\"", "\"08:00\"", "\"24:00\"", "\"2026-03-08T04:30:00.123456Z\"",
        "\"campaign\"", "\"points-earned\"", "\"amount\"", "\"all-time\"", "\"day\"", "\"streak\"", "\"set\"", "\"ladder\"", "\"count\"", "\"draw\"", "\"given\"", "\"coupon\"", "\"1.25\"", "[]", "{}", "[\"x\"]", "[\"x\",\"x\"]",
        """{"kind":"points","points":3}""", """{"rolling":3}""", """{"en":"a","zh":"b"}""", """{"points":3}""", """{"badges":["given"]}""", """{"total":3,"perDay":2}""", """{"rule":"never"}""",
    ];

    /// <summary>Names of properties that are put where they may have no place.</summary>
    private static readonly string[] Names = ["points", "kinds", "rules", "campaign", "reward", "rewards", "period", "stock", "fallback", "image", "tickets", "budget", "otherwise", "effect", "toPercent", "most", "zone", "atLeast", "cohorts", "streak"];

    /// <summary>Errors of form. Others are about what one place says of another, or of what a schema takes for the same, such as 1.0 and 1.</summary>
    private static readonly HashSet<string> Form =
    [
        "missing", "unknown_property", "wrong_type", "blank", "too_long", "bad_id", "unknown_value", "out_of_range", "too_few", "too_many", "bad_color", "bad_image", "not_a_factor", "not_a_time",
        "either_or", "no_reward", "unplayable", "never_final", "never_settled", "streak_of_a_day",
    ];

    private static readonly SchemaCheck Check = new(Schema());

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Repository.PathOf("Silo/Templates"), "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal), "draft"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Templates_and_the_draft_of_the_tests_are_valid(string name) => Assert.True(Check.IsValid(Document(name)));

    [Fact]
    public void Every_error_of_form_in_the_tests_of_the_reader_is_refused_by_the_schema()
    {
        (string Json, string Expected)[] faults = [.. Faults().Where(fault => IsOfForm(fault.Expected))];
        Assert.InRange(faults.Length, 120, int.MaxValue);
        Assert.Empty(faults.Where(fault => Check.IsValid(JsonNode.Parse(fault.Json))).Select(fault => fault.Expected));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void What_the_reader_accepts_is_valid_and_what_it_refuses_for_its_form_is_not(string name)
    {
        (int accepted, int refused) = (0, 0);
        for (ulong seed = 0; seed < Mutations; seed++)
        {
            JsonNode changed = Changed(Document(name), new(seed));
            ProgrammeReading reading = ProgrammeReader.Read(Encoding.UTF8.GetBytes(changed.ToJsonString()));
            bool isOfForm = reading is ProgrammeRefused { Errors: var errors } && errors.Any(error => IsOfForm($"{error.Path}: {error.Code}"));
            if (reading is ProgrammeRead || isOfForm)
            {
                Assert.True(Check.IsValid(changed) == reading is ProgrammeRead, $"{name}, seed {seed}: {Told(reading)}\n{changed.ToJsonString()}");
            }

            (accepted, refused) = (accepted + (reading is ProgrammeRead ? 1 : 0), refused + (isOfForm ? 1 : 0));
        }

        Assert.InRange(accepted, 10, Mutations);
        Assert.InRange(refused, 100, Mutations);
    }

    [Fact]
    public void A_schema_that_forgot_a_property_or_a_bound_is_noticed()
    {
        JsonObject forgetful = Schema();
        forgetful["$defs"]!["segment"]!["properties"]!.AsObject().Remove("fallback");
        Assert.False(new SchemaCheck(forgetful).IsValid(Document("play-festival")));
        JsonObject boundless = Schema();
        boundless["$defs"]!["segment"]!["properties"]!["weight"]!.AsObject().Remove("minimum");
        Assert.Contains(Faults(), fault => IsOfForm(fault.Expected) && new SchemaCheck(boundless).IsValid(JsonNode.Parse(fault.Json)));
    }

    [Fact]
    public void Every_property_is_described_and_every_object_has_a_title()
    {
        JsonObject[] objects = [.. Objects(Schema()).Where(rules => rules.ContainsKey("additionalProperties"))];
        Assert.InRange(objects.Length, 40, int.MaxValue);
        Assert.All(objects, rules => Assert.NotEmpty(rules["title"]!.GetValue<string>()));
        Assert.All(objects.SelectMany(rules => rules["properties"]!.AsObject()), property => Assert.NotEmpty(property.Value!["description"]!.GetValue<string>()));
    }

    private static JsonObject Schema() => JsonNode.Parse(ProgrammeSchema.Utf8.Span)!.AsObject();

    private static JsonNode Document(string name) => JsonNode.Parse(name == "draft" ? Whole().Json() : Repository.Text($"Silo/Templates/{name}.json"))!;

    /// <summary>A draft with every kind of game.</summary>
    private static ProgrammeDraft Whole() => new ProgrammeDraft().With("campaigns[0].lotteries[1]", DeckReaderTests.Valid).With("campaigns[0].lotteries[2]", DrawReaderTests.Valid)
        .With("badges[2]", """{"id":"star","name":{"en":"Star","zh":"星"},"criteria":{"counter":"given"}}""")
        .With("campaigns[0].lotteries[1].cards[2].prize", """{"kind":"badge","badge":"star","otherwise":null}""")
        .With("campaigns[0].lotteries[0].segments[0].prize", """{"kind":"tickets","lottery":"cards","count":2}""");

    private static IEnumerable<(string Json, string Expected)> Faults() =>
    [
        .. Rows(ProgrammeReaderTests.Faults).Select(row => (new ProgrammeDraft().With(row.Path, row.Json).Json(), row.Expected)),
        .. Rows(DeckReaderTests.Faults).Select(row => (Whole().With($"campaigns[0].lotteries[1]{row.Path}", row.Json).Json(), row.Expected)),
        .. Rows(DrawReaderTests.Faults).Select(row => (Whole().With($"campaigns[0].lotteries[2]{row.Path}", row.Json).Json(), row.Expected)),
        .. Rows(CohortReaderTests.Faults).Select(row => (CohortReaderTests.Draft().With($"{CohortReaderTests.Cohorts}{row.Path}", row.Json).Json(), row.Expected)),
        .. Rows(BoardRewardReaderTests.Faults).Select(row => (BoardRewardReaderTests.Draft().With($"boards[0].rewards{row.Path}", row.Json).Json(), row.Expected)),
    ];

    private static IEnumerable<(string Path, string Json, string Expected)> Rows(TheoryData<string, string, string> rows) =>
        rows.Select(row => ((string)((object[])row)[0], (string)((object[])row)[1], (string)((object[])row)[2]));

    /// <summary>A day beyond the days of its own streak is an error between two places.</summary>
    private static bool IsOfForm(string errors) => errors.Split('\n').Any(error =>
        error.Split(": ") is [var path, var code] && Form.Contains(code) && !(code == "out_of_range" && (path.EndsWith(".day", StringComparison.Ordinal) || IsInstant(path))));

    private static bool IsInstant(string path) => new[] { "starts", "ends", "opens", "at" }.Contains(path.Split('.')[^1]);

    private static string Told(ProgrammeReading reading) => reading is ProgrammeRefused { Errors: var errors } ? string.Join(", ", errors.Select(error => $"{error.Path}: {error.Code}")) : "accepted";

    private static JsonNode Changed(JsonNode root, SeededDraw draw)
    {
        for (int change = draw.Below(2); change >= 0; change--)
        {
            switch (draw.OneOf<JsonNode>([.. Containers(root)]))
            {
                case JsonArray { Count: > 0 } items:
                    items[draw.Below(items.Count)] = JsonNode.Parse(draw.OneOf(Values));
                    break;
                case JsonObject fields when draw.Below(4) == 0 && fields.Count > 0:
                    fields.Remove(draw.OneOf<string>([.. fields.Select(field => field.Key)]));
                    break;
                case JsonObject fields:
                    fields[draw.Below(3) == 0 || fields.Count == 0 ? draw.OneOf(Names) : draw.OneOf<string>([.. fields.Select(field => field.Key)])] = JsonNode.Parse(draw.OneOf(Values));
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    private static IEnumerable<JsonNode> Containers(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Containers).Prepend(node),
        _ => [],
    };

    private static IEnumerable<JsonObject> Objects(JsonNode node) => Containers(node).OfType<JsonObject>();
}
