using System.Reflection;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class ProgrammeReaderTests
{
    private const string Wheel = "campaigns[0].lotteries[0]";
    private const string Rule = "campaigns[0].earning[0]";
    private const string Cup = Wheel + ".segments[2]";

    private const string Goal = "campaigns[0].challenges[0]";

    private const string Bounded =
        """
        {"id":"other","name":{"en":"O","zh":"O"},"starts":"2026-03-01T00:00:00Z","ends":"2026-04-01T00:00:00Z","budget":100,
         "challenges":[{"id":"s","kind":"set","name":{"en":"S","zh":"S"},"of":{"badges":["buyer"]},"reward":{"points":5}}]}
        """;

    private const string CouponInBudget =
        """
        {"id":"other","name":{"en":"O","zh":"O"},"starts":"2026-03-01T00:00:00Z","ends":"2026-04-01T00:00:00Z","budget":100,
         "challenges":[{"id":"s","kind":"count","name":{"en":"S","zh":"S"},"period":"day","qualifies":{"kinds":["purchase"]},"times":1,
           "reward":{"coupon":{"pool":"a","name":{"en":"A","zh":"A"},"otherwise":{"kind":"points","points":5}}}}]}
        """;

    private const string CircleBySubstitute =
        """
        [
          { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#aabbcc", "weight": 50, "prize": null },
          { "id": "ten", "label": { "en": "Ten", "zh": "十" }, "color": "#000000", "weight": 3, "prize": { "kind": "points", "points": 10 }, "stock": { "total": 2 }, "fallback": "cup" },
          { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#ffffff", "weight": 20, "prize": { "kind": "points", "points": 1 }, "unique": true, "substitute": "ten" }
        ]
        """;

    private static string UniqueCup(string substitute) =>
        $$"""
        { "id": "cup", "label": { "en": "Cup", "zh": "杯" }, "color": "#ffffff", "weight": 20, "prize": { "kind": "goods", "name": { "en": "Cup", "zh": "杯子" } },
          "stock": { "total": 7, "perDay": 2 }, "fallback": "ten", "unique": true, "substitute": "{{substitute}}" }
        """;

    /// <summary>Where the valid draft is changed, into what, and all errors of that.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "programme", "", "programme: missing" },
        { "programme", "\"\"", "programme: blank" },
        { "programme", "\"a b\"", "programme: bad_id" },
        { "programme", $"\"{new string('a', 65)}\"", "programme: bad_id" },
        { "programme", "7", "programme: wrong_type" },
        { "programme", "null", "programme: wrong_type" },
        { "zone", "\"Asia/Peking\"", "zone: unknown_zone" },
        { "zone", "\"UTC+08\"", "zone: unknown_zone" },
        { "name.zh", "", "name.zh: missing" },
        { "name.fr", "\"Essai\"", "name.fr: unknown_property" },
        { "name.en", "\" \"", "name.en: blank" },
        { "name.en", $"\"{new string('x', 257)}\"", "name.en: too_long" },
        { "name.en", "\"a\\u0007b\"", "name.en: not_text" },
        { "expiry.rule", "\"weeks\"", "expiry.rule: unknown_value" },
        { "expiry.months", "0", "expiry.months: out_of_range" },
        { "expiry.months", "601", "expiry.months: out_of_range" },
        { "expiry.years", "1", "expiry.years: unknown_property" },
        { "expiry", """{"rule":"never","months":1}""", "expiry.months: unknown_property" },
        { "expiry", """{"rule":"endOfYear"}""", "expiry.years: missing" },
        { "expiry", """{"rule":"endOfMonth","months":1.0}""", "expiry.months: not_whole" },
        { "campaigns", "{}", "campaigns: wrong_type" },
        { "campaigns[1]", "3", "campaigns[1]: wrong_type" },
        { "campaigns[0].color", "1", "campaigns[0].color: unknown_property" },
        { "campaigns[0].my color", "1", "campaigns[0][\"my color\"]: unknown_property" },
        { "campaigns[0].starts", "\"2026-03-01T00:00:00\"", "campaigns[0].starts: not_an_instant" },
        { "campaigns[0].starts", "\"2026-02-30T00:00:00Z\"", "campaigns[0].starts: not_an_instant" },
        { "campaigns[0].starts", "\"2026-03-01T00:00:00.1234567Z\"", "campaigns[0].starts: not_an_instant" },
        { "campaigns[0].starts", "\"1999-12-31T00:00:00Z\"", "campaigns[0].starts: out_of_range" },
        { "campaigns[0].starts", "\"2026-03-08T02:30:00-05:00\"", "campaigns[0].starts: in_gap" },
        { "campaigns[0].starts", "\"2026-03-08T02:30:00-04:00\"", "campaigns[0].starts: in_gap" },
        { "campaigns[0].ends", "\"2026-03-01T00:00:00-05:00\"", "campaigns[0].ends: ends_before_start" },
        { "campaigns[0].dayParts", "[]", "campaigns[0].dayParts: too_few" },
        { "campaigns[0].dayParts[0].from", "\"24:00\"", "campaigns[0].dayParts[0].from: not_a_time" },
        { "campaigns[0].dayParts[0].to", "\"8:00\"", "campaigns[0].dayParts[0].to: not_a_time" },
        { "campaigns[0].dayParts[0].to", "\"08:00\"", "campaigns[0].dayParts[0]: empty_day_part" },
        { "campaigns[0].dayParts[1]", """{"from":"21:59","to":"02:00"}""", "campaigns[0].dayParts[1]: overlapping_day_parts" },
        { "campaigns[0].dayParts[1]", """{"from":"23:00","to":"08:01"}""", "campaigns[0].dayParts[1]: overlapping_day_parts" },
        { Goal, Counting("{}"), Goal + ".reward: no_reward" },
        { Goal, Counting("""{"points":0}"""), Goal + ".reward.points: out_of_range" },
        { Goal, Counting("""{"tickets":{"lottery":"other","count":1}}"""), Goal + ".reward.tickets.lottery: unknown_lottery" },
        { Goal, Counting("""{"badge":"nobody"}"""), Goal + ".reward.badge: unknown_badge" },
        { Goal, Counting("""{"badge":"buyer"}"""), Goal + ".reward.badge: not_given" },
        { Goal, Counting("""{"multiplier":{"name":{"en":"A","zh":"A"},"factor":"0.5","hours":2}}"""), Goal + ".reward.multiplier.factor: not_a_factor" },
        { Goal, Counting("""{"multiplier":{"name":{"en":"A","zh":"A"},"factor":"2"}}"""), Goal + ".reward.multiplier.hours: missing" },
        { Goal, Counting("""{"points":1},"every":3"""), Goal + ".every: unknown_property" },
        { Goal, Counting("""{"points":1}""", "\"year\""), Goal + ".period: unknown_value" },
        { Goal, Counting("""{"points":1}""", """{"rolling":91}"""), Goal + ".period.rolling: out_of_range" },
        { Goal, OfKind("ladder", """{"rolling":7}""", "\"every\":3"), Goal + ".period: wrong_type" },
        { Goal, OfKind("set", "\"day\"", """ "of":{"categories":["a"],"merchants":["b"]}"""), Goal + ".of: either_or" },
        { Goal, OfKind("set", "\"day\"", """ "of":{"categories":["a","a"]}"""), Goal + ".of.categories[1]: duplicate_id" },
        { Goal, """{"id":"s","kind":"set","name":{"en":"S","zh":"S"},"of":{"badges":["buyer","none"]},"reward":{"points":5}}""", Goal + ".of.badges[1]: unknown_badge" },
        { Goal, Streak("""[{"day":8,"points":1}]"""), Goal + ".rewards[0].day: out_of_range" },
        { Goal, Streak("""[{"day":2,"points":1},{"day":2,"points":1}]"""), Goal + ".rewards[1].day: duplicate_id" },
        { Goal, Streak("""[{"day":2}]"""), Goal + ".rewards[0]: no_reward" },
        { Goal, Streak("""[{"day":2,"points":1}],"repair":{"points":5}"""), Goal + ".repair.hours: missing" },
        { Goal, Streak("""[{"day":2,"points":1}],"zone":"mars" """), Goal + ".zone: unknown_value" },
        { Goal, Streak("""[{"day":2,"points":1}],"period":"week" """), Goal + ".period: unknown_value" },
        { "campaigns[1]", Bounded, "campaigns[1].challenges[0].reward: points_by_badges" },
        { "badges[0].criteria", """{"counter":"given","atLeast":1}""", "badges[0].criteria.atLeast: unknown_property" },
        { "campaigns[0].budget", "1000", "campaigns[0].budget: unbounded_points" },
        { "campaigns[1]", CouponInBudget, "campaigns[1].challenges[0].reward.coupon: outside_budget" },
        { "campaigns[1]", Budgeted(19), "campaigns[1].budget: budget_too_small" },
        { "campaigns[0].budget", "0", "campaigns[0].budget: out_of_range" },
        { "campaigns[0].budget", "1000000000001", "campaigns[0].budget: out_of_range" },
        { "campaigns[0].budget", "\"1000\"", "campaigns[0].budget: wrong_type" },
        { "campaigns[0].earning[0].kinds", "[]", "campaigns[0].earning[0].kinds: too_few" },
        { "campaigns[0].earning[0].kinds[1]", "\"purchase\"", "campaigns[0].earning[0].kinds[1]: duplicate_id" },
        { "campaigns[0].earning[0].points", "\"1\"", "campaigns[0].earning[0].points: wrong_type" },
        { "campaigns[0].earning[0].per", "0", "campaigns[0].earning[0].per: out_of_range" },
        { "campaigns[0].earning[0].per", "1e2", "campaigns[0].earning[0].per: not_whole" },
        { "campaigns[0].earning[0].per", "-9223372036854775809", "campaigns[0].earning[0].per: out_of_range" },
        { Rule + ".effect", """{"multiply":"2"}""", $"{Rule}.points: unknown_property\n{Rule}.per: unknown_property" },
        { Rule, Earns("""{}"""), Rule + ".effect: either_or" },
        { Rule, Earns("""{"multiply":"2","add":3}"""), Rule + ".effect: either_or" },
        { Rule, Earns("""{"multiply":"1"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":"0.5"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":"1000.001"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":"1.2345"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":"1."}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":" 2"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":"1e1"}"""), Rule + ".effect.multiply: not_a_factor" },
        { Rule, Earns("""{"multiply":2}"""), Rule + ".effect.multiply: wrong_type" },
        { Rule, Earns("""{"add":0}"""), Rule + ".effect.add: out_of_range" },
        { Rule + ".when", """{"weekends":true,"weekdays":["mon"]}""", Rule + ".when: either_or" },
        { Rule + ".when", """{"weekends":"yes"}""", Rule + ".when.weekends: wrong_type" },
        { Rule + ".when", """{"weekdays":["mon","Tue"]}""", Rule + ".when.weekdays[1]: unknown_value" },
        { Rule + ".when", """{"weekdays":["mon","mon"]}""", Rule + ".when.weekdays[1]: duplicate_id" },
        { Rule + ".when", """{"daysOfMonth":[32]}""", Rule + ".when.daysOfMonth[0]: out_of_range" },
        { Rule + ".when", """{"daysOfMonth":[1,1]}""", Rule + ".when.daysOfMonth[1]: duplicate_id" },
        { Rule + ".when", """{"tags":[]}""", Rule + ".when.tags: too_few" },
        { Rule + ".when", """{"categories":["a","a"]}""", Rule + ".when.categories[1]: duplicate_id" },
        { Rule + ".when", """{"merchants":[" "]}""", Rule + ".when.merchants[0]: blank" },
        { Rule + ".when", """{"between":[{"from":"08:00","to":"08:00"}]}""", Rule + ".when.between[0]: empty_day_part" },
        { Rule + ".when", """{"sku":["a"]}""", Rule + ".when.sku: unknown_property" },
        { Rule + ".caps", """{"perDay":0}""", Rule + ".caps.perDay: out_of_range" },
        { Rule + ".caps", """{"perYear":5}""", Rule + ".caps.perYear: unknown_property" },
        { Rule + ".group", "\"a b\"", Rule + ".group: bad_id" },
        { Wheel + ".kind", "\"dice\"", Wheel + ".kind: unknown_value" },
        { Wheel + ".whenEmpty", "\"stop\"", Wheel + ".whenEmpty: unknown_value" },
        { Wheel + ".freePlaysPerDay", "1001", Wheel + ".freePlaysPerDay: out_of_range" },
        { Wheel + ".cost.points", "0", Wheel + ".cost.points: out_of_range" },
        { Wheel + ".cost", "null", Wheel + ".cost: wrong_type" },
        { Wheel + ".limits.perDay", "101", Wheel + ".limits.perDay: per_day_above_total" },
        { Wheel + ".guarantee.plays", "1", Wheel + ".guarantee.plays: out_of_range" },
        { Wheel + ".guarantee.segment", "\"eleven\"", Wheel + ".guarantee.segment: unknown_segment" },
        { Wheel + ".guarantee.segment", "\"none\"", Wheel + ".guarantee.segment: not_a_prize" },
        { Wheel + ".segments[0].weight", "0", Wheel + ".segments[0].weight: out_of_range" },
        { Wheel + ".segments[0].weight", "9007199254740991", Wheel + ".segments: weights_too_large" },
        { Wheel + ".segments[0].color", "\"red\"", Wheel + ".segments[0].color: bad_color" },
        { Wheel + ".segments[0].color", "\"#aabbcc\\n\"", Wheel + ".segments[0].color: not_text" },
        { Wheel + ".segments[0].prize", "", Wheel + ".segments[0].prize: missing" },
        { Wheel + ".segments[0].stock", """{"total":1}""", Wheel + ".segments[0].stock: stock_without_prize" },
        { Wheel + ".segments[1].id", "\"none\"", $"{Wheel}.segments[1].id: duplicate_id\n{Wheel}.guarantee.segment: unknown_segment\n{Cup}.fallback: unknown_segment" },
        { Wheel + ".segments[1].prize.name", """{"en":"x","zh":"x"}""", Wheel + ".segments[1].prize.name: unknown_property" },
        { Wheel + ".segments[1].prize.kind", "\"cash\"", Wheel + ".segments[1].prize.kind: unknown_value" },
        { Wheel + ".segments[1].fallback", "\"none\"", Wheel + ".segments[1].fallback: fallback_unused" },
        { Cup + ".prize", """{"kind":"coupon","pool":"a","name":{"en":"A","zh":"A"}}""", Cup + ".stock: stock_of_pool" },
        { Cup + ".prize", """{"kind":"coupon","pool":"a","name":{"en":"A","zh":"A"},"otherwise":null}""", $"{Cup}.prize.otherwise: unknown_property\n{Cup}.stock: stock_of_pool" },
        { Cup + ".fallback", "", Cup + ".fallback: fallback_missing" },
        { Cup + ".fallback", "\"cup\"", Cup + ".fallback: fallback_cycle" },
        { Cup + ".fallback", "\"saucer\"", Cup + ".fallback: unknown_segment" },
        { Cup + ".unique", "true", Cup + ".substitute: substitute_missing" },
        { Cup + ".unique", "\"yes\"", Cup + ".unique: wrong_type" },
        { Cup + ".substitute", "\"ten\"", Cup + ".substitute: substitute_unused" },
        { Cup, UniqueCup("saucer"), Cup + ".substitute: unknown_segment" },
        { Cup, UniqueCup("cup"), Cup + ".substitute: substitute_unique" },
        { Wheel + ".segments", CircleBySubstitute, Cup + ".substitute: substitute_cycle" },
        { Cup, UniqueCup("a b"), Cup + ".substitute: bad_id" },
        { Wheel + ".segments[0].unique", "true", Wheel + ".segments[0].unique: unique_without_prize" },
        { Cup + ".stock.drip", "true", Cup + ".stock.drip: wrong_type" },
        { Cup + ".stock.drip", """{"every":"1h"}""", Cup + ".stock.drip.every: unknown_property" },
        { Cup + ".stock.drip", """{"everyMinutes":0}""", Cup + ".stock.drip.everyMinutes: out_of_range" },
        { Cup + ".stock.drip", """{"from":"2026-02-28T00:00:00-05:00"}""", Cup + ".stock.drip.from: outside_campaign" },
        { Cup + ".stock.drip", """{"to":"2026-06-01T00:00:01-04:00"}""", Cup + ".stock.drip.to: outside_campaign" },
        { Cup + ".stock.drip", """{"to":"2026-03-01T00:00:00-05:00"}""", Cup + ".stock.drip.to: ends_before_start" },
        { Cup + ".stock.drip", """{"from":"2026-04-02T00:00:00-04:00","to":"2026-04-01T00:00:00-04:00"}""", Cup + ".stock.drip.to: ends_before_start" },
        { Cup + ".stock", """{"total":0,"drip":{}}""", Cup + ".stock.drip: drip_without_units" },
        { Cup + ".stock.perDay", "8", Cup + ".stock.perDay: per_day_above_total" },
        { Cup + ".image", "\"../cup.png\"", Cup + ".image: bad_image" },
        { Cup + ".image", "\"/cup.png\"", Cup + ".image: bad_image" },
        { Cup + ".image", "\"https://example.org/cup.png\"", Cup + ".image: bad_image" },
        { Cup + ".prize.points", "1", Cup + ".prize.points: unknown_property" },
        { "boards[1].id", "\"daily\"", "boards[1].id: duplicate_id" },
        { "boards[0].metric", "\"likes\"", "boards[0].metric: unknown_value" },
        { "boards[0].period", "\"year\"", "boards[0].period: unknown_value" },
        { "boards[0].period", "\"campaign\"", "boards[0].campaign: missing" },
        { "boards[0]", "{ \"id\": \"b\", \"name\": { \"en\": \"B\", \"zh\": \"榜\" }, \"metric\": \"amount\", \"period\": \"campaign\", \"campaign\": \"winter\" }", "boards[0].campaign: unknown_campaign" },
        { "boards[0].campaign", "\"spring\"", "boards[0].campaign: unknown_property" },
        { "boards[0].kinds", "[\"fuel\"]", "boards[0].kinds: unknown_property" },
        { "boards[0].streak", "\"days\"", "boards[0].streak: unknown_property" },
        { "boards[0].rules", "[\"nothing\"]", "boards[0].rules[0]: unknown_rule" },
        { "boards[0].rules", "[]", "boards[0].rules: too_few" },
        { "boards[0].grace", "1441", "boards[0].grace: out_of_range" },
        { "boards[0].grace", "\"PT10M\"", "boards[0].grace: wrong_type" },
        { "boards[0].keep", "0", "boards[0].keep: out_of_range" },
        { "boards[0].scope", "{}", "boards[0].scope: too_few" },
        { "boards[0].scope", "\"east\"", "boards[0].scope: wrong_type" },
        { "boards[0].scope", """{"regions":[]}""", "boards[0].scope.regions: too_few" },
        { "boards[0].scope", """{"regions":["east","e e"]}""", "boards[0].scope.regions[1]: bad_id" },
        { "boards[0].scope", """{"segments":["vip","vip"]}""", "boards[0].scope.segments[1]: duplicate_id" },
        { "boards[0].scope", """{"tiers":["gold"],"friends":true}""", "boards[0].scope.friends: unknown_property" },
        { "boards[0].prizes", "[]", "boards[0].prizes: unknown_property" },
        { "badges[1].id", "\"buyer\"", "badges[1].id: duplicate_id\nbadgeSets[0].badges[1]: unknown_badge" },
        { "badges[0].criteria", "", "badges[0].criteria: missing" },
        { "badges[0].criteria.counter", "\"steps\"", "badges[0].criteria.counter: unknown_value" },
        { "badges[0].criteria.kinds", "[]", "badges[0].criteria.kinds: too_few" },
        { "badges[0].limit", "0", "badges[0].limit: out_of_range" },
        { "badges[0].limit", "10000001", "badges[0].limit: out_of_range" },
        { "badges[0].limit", "\"ten\"", "badges[0].limit: wrong_type" },
        { "badges[0].criteria.atLeast", "0", "badges[0].criteria.atLeast: out_of_range" },
        { "badges[1].criteria.kinds", "[\"purchase\"]", "badges[1].criteria.kinds: unknown_property" },
        { "badgeSets[0].badges", "[]", "badgeSets[0].badges: too_few" },
        { "badgeSets[0].badges[1]", "\"buyer\"", "badgeSets[0].badges[1]: duplicate_id" },
        { "badgeSets[0].badges[1]", "\"winner\"", "badgeSets[0].badges[1]: unknown_badge" },
        { "badgeSets[0].grand.kind", "\"goods\"", "badgeSets[0].grand.points: unknown_property\nbadgeSets[0].grand.name: missing" },
        { "badgeSets[0].grand.kind", "\"car\"", "badgeSets[0].grand.kind: unknown_value" },
        { "badgeSets[0].grand", "null", "badgeSets[0].grand: not_a_prize" },
        { "badgeSets[0].grand", "", "badgeSets[0].grand: missing" },
        { "badgeSets[0].grand.stock", """{"total":1}""", "badgeSets[0].grand.stock: unknown_property" },
        { "badgeSets[0].grand", """{"kind":"tickets","lottery":"nowhere","count":1}""", "badgeSets[0].grand.lottery: unknown_lottery" },
        { "badgeSets[0].grand", """{"kind":"coupon","pool":"a","name":{"en":"A","zh":"A"}}""", "badgeSets[0].grand.otherwise: missing" },
        { "badgeSets[0].grand", """{"kind":"badge","badge":"nobody","otherwise":null}""", "badgeSets[0].grand.badge: unknown_badge" },
        { "badgeSets[0].grand", """{"kind":"badge","badge":"buyer","otherwise":null}""", "badgeSets[0].grand.badge: not_given\nbadgeSets[0].grand: grand_cycle" },
        { "badgeSets[0].grand.points", "", "badgeSets[0].grand.points: missing" },
        { "categories[1].id", "\"snack\"", "categories[1].id: duplicate_id" },
        { "categories[0].id", "\"\"", "categories[0].id: blank" },
        { "categories[0].name", "", "categories[0].name: missing" },
        { "categories[0].name.zh", "", "categories[0].name.zh: missing" },
    };

    /// <summary>Bytes that are no draft with a change, and their error.</summary>
    /// <summary>A campaign whose wheel may give 20 points.</summary>
    private static string Budgeted(long points) => $$"""
        {
          "id": "treats", "name": { "en": "Treats", "zh": "惠" }, "starts": "2026-03-01T00:00:00-05:00", "ends": "2026-06-01T00:00:00-04:00", "budget": {{points}},
          "lotteries": [
            {
              "id": "coins", "kind": "wheel", "name": { "en": "Coins", "zh": "金币" }, "freePlaysPerDay": 1,
              "segments": [
                { "id": "none", "label": { "en": "None", "zh": "无" }, "color": "#AABBCC", "weight": 5, "prize": null },
                { "id": "ten", "label": { "en": "Ten", "zh": "十" }, "color": "#000000", "weight": 3, "prize": { "kind": "points", "points": 10 }, "stock": { "total": 2 }, "fallback": "none" }
              ]
            }
          ]
        }
        """;

    [Fact]
    public void A_budget_sets_aside_what_prizes_may_give() =>
        Assert.Equal(new Points(5), new ProgrammeDraft().With("campaigns[1]", Budgeted(25)).Compile().Campaigns[1].EarningBudget);

    [Theory]
    [MemberData(nameof(Faults))]
    public void An_error_names_its_path(string path, string json, string expected) =>
        Assert.Equal(expected.Split('\n').Order(StringComparer.Ordinal), Lines(new ProgrammeDraft().With(path, json).Read()).Order(StringComparer.Ordinal));

    /// <summary>Sets one to three ask for a badge each; what they give decides.</summary>
    [Theory]
    [InlineData("star", "crown", "star", "badgeSets[0].grand: grand_cycle")]
    [InlineData("moon", "star", "star", "badgeSets[0].grand: grand_cycle\nbadgeSets[1].grand: grand_cycle")]
    [InlineData("moon", "sun", "star", "badgeSets[0].grand: grand_cycle\nbadgeSets[1].grand: grand_cycle\nbadgeSets[2].grand: grand_cycle")]
    [InlineData("moon", "sun", "crown", "")]
    [InlineData("sun", "sun", "crown", "")]
    [InlineData("moon", "early", "crown", "badgeSets[1].grand.badge: limited_prize")]
    public void Grand_prizes_lead_on_and_not_back(string first, string second, string third, string expected)
    {
        string badges = string.Join(',', ((string[])["star", "moon", "sun", "crown", "early"]).Select(id =>
            $$"""{"id":"{{id}}","name":{"en":"A","zh":"A"},"criteria":{"counter":"given"}{{(id == "early" ? ",\"limit\":9" : "")}}}"""));
        string sets = string.Join(',', (((string, string)[])[("star", first), ("moon", second), ("sun", third)]).Select(set =>
            $$$"""{"id":"{{{set.Item1}}}","name":{"en":"A","zh":"A"},"badges":["{{{set.Item1}}}"],"grand":{"kind":"badge","badge":"{{{set.Item2}}}","otherwise":null}}"""));
        ProgrammeReading reading = new ProgrammeDraft().With("badges", $"[{badges}]").With("badgeSets", $"[{sets}]").Read();
        Assert.Equal(expected, reading is ProgrammeRefused ? string.Join('\n', Lines(reading)) : "");
    }

    [Fact]
    public void Ids_of_campaigns_rules_and_lotteries_are_unique_in_the_programme()
    {
        ProgrammeDraft draft = new();
        string campaign = System.Text.Json.Nodes.JsonNode.Parse(draft.Json())!["campaigns"]![0]!.ToJsonString();
        Assert.Equal(
            ["campaigns[1].id: duplicate_id", "campaigns[1].earning[0].id: duplicate_id", "campaigns[1].lotteries[0].id: duplicate_id"],
            Lines(draft.With("campaigns[1]", campaign).Read()));
    }

    [Fact]
    public void Nobody_could_play_a_wheel_without_free_plays_and_cost() => Assert.Equal(
        [Wheel + ": unplayable"], Lines(new ProgrammeDraft().With(Wheel + ".cost", "").With(Wheel + ".freePlaysPerDay", "0").Read()));

    [Fact]
    public void A_unique_prize_with_a_substitute_reads_and_one_whose_substitute_falls_back_to_it_does_not()
    {
        ProgrammeDraft draft = new ProgrammeDraft().With(Cup, UniqueCup("ten"));
        Assert.Equal("ten", draft.Document().Campaigns[0].Lotteries.OfType<WheelDocument>().Single().Segments[2].Substitute);

        draft.With(Wheel + ".segments[1].stock", """{"total":1}""").With(Wheel + ".segments[1].fallback", "\"cup\"").With(Cup + ".fallback", "\"none\"");
        Assert.Equal([Cup + ".substitute: substitute_cycle"], Lines(draft.Read()));
    }

    [Fact]
    public void A_circle_of_fallbacks_is_refused_at_each_of_its_segments() => Assert.Equal(
        [Wheel + ".segments[1].fallback: fallback_cycle", Cup + ".fallback: fallback_cycle"],
        Lines(new ProgrammeDraft().With(Wheel + ".segments[1].stock", """{"total":1}""").With(Wheel + ".segments[1].fallback", "\"cup\"").Read()));

    [Fact]
    public void The_rules_of_a_group_are_of_one_effect_in_the_whole_programme()
    {
        ProgrammeDraft draft = new ProgrammeDraft().With(Rule + ".group", "\"g\"").With("campaigns[0].earning[1]", Earns("""{"add":5}"""));

        Assert.Equal(["campaigns[0].earning[1].group: mixed_group"], Lines(draft.With("campaigns[0].earning[1].group", "\"g\"").Read()));
        Assert.IsType<ProgrammeRead>(draft.With("campaigns[0].earning[1].group", "\"h\"").Read());
    }

    [Theory]
    [InlineData(Rule + ".when", "{}")]
    [InlineData(Rule + ".when", """{"weekends":false}""")]
    [InlineData(Rule + ".caps", "{}")]
    [InlineData(Cup + ".stock", """{"total":0,"perDay":0}""")]
    [InlineData("campaigns[0].starts", "\"2026-03-08T02:30:00Z\"")]
    [InlineData("campaigns[0].dayParts[1]", """{"from":"22:00","to":"08:00"}""")]
    [InlineData("campaigns[0].dayParts[0].to", "\"24:00\"")]
    [InlineData("campaigns", "[]")]
    [InlineData("boards", "[]")]
    [InlineData("boards[0].period", "\"week\"")]
    [InlineData("badges[0].criteria.kinds", "")]
    [InlineData("badgeSets", "")]
    [InlineData("categories", "")]
    [InlineData("categories[0].id", "\"coffee beans\"")]
    [InlineData("zone", "\"UTC\"")]
    [InlineData(Wheel + ".cost", "")]
    [InlineData(Wheel + ".limits", "{}")]
    [InlineData(Wheel + ".segments[0].weight", "9007199254740941")]
    public void What_is_allowed_is_read(string path, string json) => Assert.IsType<ProgrammeRead>(new ProgrammeDraft().With(path, json).Read());

    [Fact]
    public void A_wheel_that_closes_when_empty_needs_no_fallback() =>
        Assert.IsType<ProgrammeRead>(new ProgrammeDraft().With(Wheel + ".whenEmpty", "\"close\"").With(Cup + ".fallback", "").Read());

    [Fact]
    public void The_examples_above_cover_every_code()
    {
        HashSet<string> codes =
        [
            .. Faults.SelectMany(row => ((string)row[2]).Split('\n')).Concat(ProgrammeFormTests.Breaks.Select(row => (string)row[1])).Select(line => line.Split(": ")[^1]),
            "not_utf8", "too_large", "too_many", "too_many_errors", "duplicate_property", "unplayable", "mixed_group", "limit_fixed", "limited_prize",
            .. DeckReaderTests.Faults.Concat(DrawReaderTests.Faults).Concat(BoardRewardReaderTests.Faults).Concat(CohortReaderTests.Faults).Select(row => ((string)row[2]).Split(": ")[^1]), "no_budget", "never_final",
            "never_settled", "rewards_beside_cohorts", "streak_too_long", .. BoardStreakReaderTests.Faults.Select(row => ((string)row[3]!).Split(": ")[^1]),
        ];
        Assert.Equal(AllCodes().Order(StringComparer.Ordinal), codes.Order(StringComparer.Ordinal));
    }

    internal static IEnumerable<string> AllCodes() =>
        typeof(ProgrammeErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

    private static ProgrammeDraft Starred() => new ProgrammeDraft().With("badges[2]", """{"id":"star","name":{"en":"Star","zh":"星"},"criteria":{"counter":"given"}}""");

    private static string Counting(string reward, string period = "\"week\"") => OfKind("count", period, "\"times\":3", reward);

    private static string OfKind(string kind, string period, string own, string reward = """{"points":5}""") => $$"""
        {"id":"g","kind":"{{kind}}","name":{"en":"G","zh":"G"},"period":{{period}},"qualifies":{"kinds":["purchase"]},{{own}},"reward":{{reward}}}
        """;

    private static string Streak(string rewards) =>
        $$"""{"id":"g","kind":"streak","name":{"en":"G","zh":"G"},"qualifies":{"kinds":["purchase"]},"days":7,"rewards":{{rewards}}}""";

    private static string Earns(string effect) => $$"""{"id":"other","name":{"en":"O","zh":"O"},"kinds":["purchase"],"effect":{{effect}}}""";

    /// <summary>The errors of a document that is refused, as <c>path: code</c>.</summary>
    internal static string[] Lines(ProgrammeReading reading) =>
        [.. Assert.IsType<ProgrammeRefused>(reading).Errors.Select(error => $"{error.Path}: {error.Code}")];
}
