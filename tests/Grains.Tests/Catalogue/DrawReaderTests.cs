namespace Jifen.Grains.Tests.Catalogue;

public class DrawReaderTests
{
    private const string Draw = "campaigns[0].lotteries[1]";

    internal const string Valid = """
        {
          "id": "evening", "kind": "draw", "name": { "en": "Evening draw", "zh": "晚间抽签" }, "freePlaysPerDay": 1, "cost": { "points": 20 },
          "limits": { "perDay": 5 }, "closes": { "daily": "20:00" }, "substitutes": 3, "claim": { "hours": 72 },
          "prizes": [
            { "id": "car", "label": { "en": "First", "zh": "一等奖" }, "count": 1, "prize": { "kind": "goods", "name": { "en": "Car", "zh": "汽车" } } },
            { "id": "ten", "label": { "en": "Second", "zh": "二等奖" }, "count": 20, "prize": { "kind": "points", "points": 10 } }
          ]
        }
        """;

    public static TheoryData<string, string, string> Faults => new()
    {
        { ".prizes[0].count", "0", ".prizes[0].count: out_of_range" },
        { ".prizes[0].count", "501", ".prizes[0].count: out_of_range" },
        { ".prizes[1].count", "500", ".prizes: draw_too_large" },
        { ".prizes[1].count", "498", ".substitutes: draw_too_large" },
        { ".prizes[1].weight", "1", ".prizes[1].weight: unknown_property" },
        { ".prizes[1].prize", "null", ".prizes[1].prize: not_a_prize" },
        { ".prizes[1].prize", """{"kind":"coupon","pool":"p","name":{"en":"x","zh":"x"},"otherwise":null}""", ".prizes[1].prize: unknown_value" },
        { ".prizes[1].prize", "", ".prizes[1].prize: missing" },
        { ".prizes[1].id", "\"car\"", ".prizes[1].id: duplicate_id" },
        { ".prizes", "[]", ".prizes: too_few" },
        { ".closes", "", ".closes: missing" },
        { ".closes.daily", "\"24:00\"", ".closes.daily: not_a_time" },
        { ".closes.daily", "", ".closes: either_or" },
        { ".closes.at", "\"2026-05-30T00:00:00+08:00\"", ".closes: either_or" },
        { ".closes", """{"at":"2025-11-30T00:00:00+08:00"}""", ".closes.at: outside_campaign" },
        { ".closes", """{"at":"tomorrow"}""", ".closes.at: not_an_instant" },
        { ".opens", "\"2025-11-30T00:00:00+08:00\"", ".opens: outside_campaign" },
        { ".claim", "", ".substitutes: substitutes_unused" },
        { ".claim.hours", "0", ".claim.hours: out_of_range" },
        { ".claim.hours", "", ".claim.hours: missing" },
        { ".substitutes", "-1", ".substitutes: out_of_range" },
        { ".whenEmpty", "\"close\"", ".whenEmpty: unknown_property" },
        { ".id", "\"wheel\"", ".id: duplicate_id" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string path, string json, string expected) => Assert.Contains(
        Draw + expected,
        Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With(Draw, Valid).With(Draw + path, json).Read()).Errors.Select(error => $"{error.Path}: {error.Code}"));

    [Fact]
    public void A_valid_draw_reads_whole()
    {
        DrawDocument draw = Assert.IsType<DrawDocument>(new ProgrammeDraft().With(Draw, Valid).Document().Campaigns[0].Lotteries[1]);
        Assert.Equal(("evening", 1, new Points(20), new PlayLimits(5, null)), (draw.Id, draw.FreePlaysPerDay, draw.Cost, draw.Limits));
        Assert.Equal((new DrawTimes(null, null, 1200), 3, 72, 21), (draw.Times, draw.Substitutes, draw.ClaimHours!.Value, draw.Winners));
        Assert.Equal(["car 1", "ten 20"], draw.Prizes.Select(prize => $"{prize.Id} {prize.Count}"));
    }

    [Fact]
    public void A_draw_that_nobody_could_enter_is_refused() => Assert.Equal(
        [Draw + ": unplayable"],
        Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With(Draw, Valid).With(Draw + ".cost", "").With(Draw + ".freePlaysPerDay", "0").Read())
            .Errors.Select(error => $"{error.Path}: {error.Code}"));
}
