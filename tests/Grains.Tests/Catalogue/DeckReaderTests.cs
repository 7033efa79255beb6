using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

public class DeckReaderTests
{
    private const string Deck = "campaigns[0].lotteries[1]";

    internal const string Valid = """
        {
          "id": "cards", "kind": "scratch", "name": { "en": "Cards", "zh": "刮刮卡" }, "cost": { "points": 20 }, "limits": { "perDay": 5 },
          "expires": { "days": 30 },
          "cards": [
            { "id": "car", "label": { "en": "Car", "zh": "汽车" }, "color": "#AABBCC", "image": "car.svg", "count": 1, "prize": { "kind": "goods", "name": { "en": "Car", "zh": "汽车" } } },
            { "id": "ten", "label": { "en": "Ten", "zh": "十" }, "color": "#000000", "count": 20, "prize": { "kind": "points", "points": 10 } },
            { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#ffffff", "count": 9979, "prize": null }
          ]
        }
        """;

    public static TheoryData<string, string, string> Faults => new()
    {
        { ".cards[0].count", "0", ".cards[0].count: out_of_range" },
        { ".cards[0].count", "1000000001", ".cards[0].count: out_of_range" },
        { ".cards[0].count", "999990002", ".cards: deck_too_large" },
        { ".cards[0].count", "", ".cards[0].count: missing" },
        { ".cards[0].weight", "1", ".cards[0].weight: unknown_property" },
        { ".cards[0].stock", """{"total":1}""", ".cards[0].stock: unknown_property" },
        { ".cards[0].fallback", "\"none\"", ".cards[0].fallback: unknown_property" },
        { ".cards[0].color", "\"red\"", ".cards[0].color: bad_color" },
        { ".cards[0].image", "\"/x\"", ".cards[0].image: bad_image" },
        { ".cards[0].prize", "", ".cards[0].prize: missing" },
        { ".cards[1].id", "\"car\"", ".cards[1].id: duplicate_id" },
        { ".cards[1].prize", """{"kind":"coupon","pool":"a","name":{"en":"A","zh":"A"}}""", ".cards[1].prize.otherwise: missing" },
        { ".cards[1].prize", """{"kind":"multiplier","name":{"en":"A","zh":"A"},"factor":"1","hours":2}""", ".cards[1].prize.factor: not_a_factor" },
        { ".cards[1].prize", """{"kind":"multiplier","name":{"en":"A","zh":"A"},"factor":2,"hours":2}""", ".cards[1].prize.factor: wrong_type" },
        { ".cards[1].prize", """{"kind":"multiplier","name":{"en":"A","zh":"A"},"factor":"2","hours":2161}""", ".cards[1].prize.hours: out_of_range" },
        { ".cards[1].prize", """{"kind":"multiplier","name":{"en":"A","zh":"A"},"factor":"2","hours":2,"kinds":[]}""", ".cards[1].prize.kinds: too_few" },
        { ".cards[1].prize", """{"kind":"multiplier","factor":"2","hours":2}""", ".cards[1].prize.name: missing" },
        { ".cards[1].prize", """{"kind":"multiplier","name":{"en":"A","zh":"A"},"factor":"2","hours":2,"points":3}""", ".cards[1].prize.points: unknown_property" },
        { ".cards[1].prize", """{"kind":"coupon","pool":"a b","name":{"en":"A","zh":"A"},"otherwise":null}""", ".cards[1].prize.pool: bad_id" },
        { ".cards[1].prize", """{"kind":"coupon","pool":"a","name":{"en":"A","zh":"A"},"otherwise":{"kind":"goods"}}""", ".cards[1].prize.otherwise.kind: unknown_value" },
        { ".cards[1].prize", """{"kind":"coupon","name":{"en":"A","zh":"A"},"otherwise":null}""", ".cards[1].prize.pool: missing" },
        { ".cards[1].prize", """{"kind":"points","points":1,"pool":"a"}""", ".cards[1].prize.pool: unknown_property" },
        { ".cards[1].prize", """{"kind":"tickets","lottery":"nowhere","count":1}""", ".cards[1].prize.lottery: unknown_lottery" },
        { ".cards[1].prize", """{"kind":"tickets","lottery":"cards","count":1001}""", ".cards[1].prize.count: out_of_range" },
        { ".cards[1].prize", """{"kind":"tickets","lottery":"cards"}""", ".cards[1].prize.count: missing" },
        { ".cards[1].prize", """{"kind":"tickets","lottery":"cards","count":1,"points":1}""", ".cards[1].prize.points: unknown_property" },
        { ".cards[1].prize", """{"kind":"badge","badge":"nobody","otherwise":null}""", ".cards[1].prize.badge: unknown_badge" },
        { ".cards[1].prize", """{"kind":"badge","badge":"buyer","otherwise":null}""", ".cards[1].prize.badge: not_given" },
        { ".cards[1].prize", """{"kind":"points","points":1,"lottery":"cards"}""", ".cards[1].prize.lottery: unknown_property" },
        { ".cards[0].prize.delivery", "\"pigeon\"", ".cards[0].prize.delivery: unknown_value" },
        { ".cards[1].prize", """{"kind":"points","points":1,"delivery":"collect"}""", ".cards[1].prize.delivery: unknown_property" },
        { ".cards", "[]", ".cards: too_few" },
        { ".cards", "", ".cards: missing" },
        { ".expires", "", ".expires: missing" },
        { ".expires.days", "0", ".expires.days: out_of_range" },
        { ".expires.days", "366", ".expires.days: out_of_range" },
        { ".expires.hours", "1", ".expires.hours: unknown_property" },
        { ".cost", "", ": unplayable" },
        { ".tickets", "1", ".tickets: wrong_type" },
        { ".whenEmpty", "\"close\"", ".whenEmpty: unknown_property" },
        { ".guarantee", """{"plays":5,"segment":"car"}""", ".guarantee: unknown_property" },
        { ".segments", "[]", ".segments: unknown_property" },
        { ".id", "\"wheel\"", ".id: duplicate_id" },
        { ".limits.perDay", "0", ".limits.perDay: out_of_range" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string path, string json, string expected) => Assert.Equal(
        [Deck + expected],
        Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With(Deck, Valid).With(Deck + path, json).Read()).Errors.Select(error => $"{error.Path}: {error.Code}"));

    [Theory]
    [InlineData("""{"kind":"badge","badge":"star","otherwise":{"kind":"points","points":5}}""", "", null)]
    [InlineData("""{"kind":"badge","badge":"star"}""", "", ".cards[1].prize.otherwise: missing")]
    [InlineData("""{"kind":"badge","badge":"star","otherwise":{"kind":"goods"}}""", "", ".cards[1].prize.otherwise.kind: unknown_value")]
    [InlineData("""{"kind":"badge","badge":"star","otherwise":null}""", ",\"limit\":5", ".cards[1].prize.badge: limited_prize")]
    [InlineData("""{"kind":"badge","badge":"star","otherwise":null,"count":2}""", "", ".cards[1].prize.count: unknown_property")]
    public void A_badge_as_a_prize_is_given_without_a_limit_and_says_what_stands_in(string prize, string limit, string? fault)
    {
        ProgrammeReading reading = new ProgrammeDraft().With("badges[2]", $$$"""{"id":"star","name":{"en":"Star","zh":"星"},"criteria":{"counter":"given"}{{{limit}}}}""")
            .With(Deck, Valid).With(Deck + ".cards[1].prize", prize).Read();
        Assert.Equal(fault is null ? [] : [Deck + fault], reading is ProgrammeRefused { Errors: var errors } ? errors.Select(error => $"{error.Path}: {error.Code}") : []);
    }

    /// <summary>What stands in for badges is set aside by nobody.</summary>
    [Fact]
    public void In_a_budget_no_points_stand_in_for_a_badge() => Assert.Equal(
        [Deck + ".cards[1].prize.otherwise: outside_budget"],
        Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With("badges[2]", """{"id":"star","name":{"en":"Star","zh":"星"},"criteria":{"counter":"given"}}""")
            .With("campaigns[0].budget", "5000").With("campaigns[0].lotteries[0].segments[1].stock", """{"total":1}""").With("campaigns[0].lotteries[0].segments[1].fallback", "\"none\"")
            .With(Deck, Valid).With(Deck + ".cards[1].prize", """{"kind":"badge","badge":"star","otherwise":{"kind":"points","points":5}}""").Read())
            .Errors.Select(error => $"{error.Path}: {error.Code}"));

    [Fact]
    public void A_valid_deck_reads_whole()
    {
        DeckDocument deck = Assert.IsType<DeckDocument>(new ProgrammeDraft().With(Deck, Valid).Document().Campaigns[0].Lotteries[1]);
        Assert.Equal(("cards", 0, new Points(20), new PlayLimits(5, null), 30), (deck.Id, deck.FreePlaysPerDay, deck.Cost, deck.Limits, deck.ExpiresDays));
        Assert.Equal(["car 1 #aabbcc", "ten 20 #000000", "none 9979 #ffffff"], deck.Cards.Select(card => $"{card.Id} {card.Count} {card.Color}"));
        Assert.Equal(200, deck.PrizePoints);
    }

    [Fact]
    public void A_deck_that_tickets_reach_needs_no_price() => Assert.True(
        Assert.IsType<DeckDocument>(new ProgrammeDraft().With(Deck, Valid).With(Deck + ".cost", "").With(Deck + ".tickets", "true").Document().Campaigns[0].Lotteries[1]).Tickets);

    [Fact]
    public void A_deck_has_the_cards_of_the_version_that_first_brought_it()
    {
        Programme first = new ProgrammeDraft().With(Deck, Valid).Compile(3);
        Programme more = new ProgrammeDraft().With(Deck, Valid).With(Deck + ".cards[0].count", "5").With(Deck + ".cost.points", "9").Compile(4, first);
        Programme without = new ProgrammeDraft().Compile(5, more);
        Programme back = new ProgrammeDraft().With(Deck, Valid).With(Deck + ".cards[0].count", "7").Compile(6, without);
        Assert.All(new[] { first, more, back }, programme => Assert.Equal((3, 10_000), (programme.FindDeck("cards")!.Cards.Table.Version, programme.FindDeck("cards")!.Cards.Total)));
        Assert.Equal(first.FindDeck("cards")!.Cards.TableHash, back.FindDeck("cards")!.Cards.TableHash);
        Assert.Equal(new Points(9), more.FindDeck("cards")!.Cost);
        Assert.Null(without.FindDeck("cards"));
        Assert.NotNull(without.DecksEver.Find("cards"));
    }

    [Fact]
    public void The_table_of_a_deck_has_one_byte_form()
    {
        DeckTable table = new("cards", 3, [new("car", 1, true), new("none", 9, false)]);
        Assert.Equal(
            """{"lottery":"cards","version":3,"cards":[{"id":"car","count":1,"prize":true},{"id":"none","count":9,"prize":false}]}""",
            System.Text.Encoding.UTF8.GetString(DeckTableJson.Canonical(table)));
    }
}
