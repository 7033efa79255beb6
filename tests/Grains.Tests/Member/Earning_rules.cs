using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

/// <summary>Each kind of rule, with the figures of the trades.</summary>
public sealed class Earning_rules
{
    /// <summary>A Saturday.</summary>
    private const string Now = "2026-11-21T12:00:00+08:00";

    private static readonly EarningDocument Base = new(RuleId, Text("1 yuan = 1 point"), ["purchase"], 1, 100);

    [Theory]
    [InlineData("2026-12-01T00:00:00+08:00", 60)]
    [InlineData("2026-12-01T23:59:59+08:00", 60)]
    [InlineData("2026-11-30T16:00:00Z", 60)]
    [InlineData("2026-11-30T23:59:59+08:00", 30)]
    [InlineData("2026-12-02T00:00:00+08:00", 30)]
    public void The_1st_is_double(string at, long points)
    {
        OneShard shard = Under(Double("first", Always with { DaysOfMonth = [1] }));
        shard.GoTo("2026-12-05T12:00:00+08:00");

        ActivityRecorded answer = Recorded(shard.Reports("a", at, 3000));

        Assert.Equal(new Points(points), answer.Points);
        Assert.Equal(points == 60 ? ["base 30", "first 30"] : ["base 30"], Trace(answer));
    }

    [Theory]
    [InlineData("2026-11-20T23:59:59+08:00", 50)]
    [InlineData("2026-11-21T00:00:00+08:00", 100)]
    [InlineData("2026-11-22T23:59:59+08:00", 100)]
    [InlineData("2026-11-23T00:00:00+08:00", 50)]
    public void Weekends_are_double(string at, long points)
    {
        OneShard shard = Under(Double("weekend", Always with { Weekdays = [DayOfWeek.Saturday, DayOfWeek.Sunday] }));
        shard.GoTo("2026-11-24T12:00:00+08:00");

        Assert.Equal(new Points(points), Recorded(shard.Reports("a", at, 5000)).Points);
    }

    [Theory]
    [InlineData("06:59", 8)]
    [InlineData("07:00", 12)]
    [InlineData("08:59", 12)]
    [InlineData("09:00", 8)]
    public void Breakfast_earns_half_as_much_again(string time, long points)
    {
        OneShard shard = Under(Rule("breakfast", new MultipliedPoints(1500), Always with { Between = [new(420, 540)] }));

        Assert.Equal(new Points(points), Recorded(shard.Reports("a", $"2026-11-21T{time}:00+08:00", 800)).Points);
    }

    [Fact]
    public void Snacks_by_category_triple_their_own_lines_only()
    {
        OneShard shard = Under(Rule("snacks", new MultipliedPoints(3000), Always with { Categories = ["snack", "drink"] }));

        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 1500, Line("snack", 500), Line("soap", 600), Line("drink", 300)));

        Assert.Equal(["base 15", "snacks 16"], Trace(Recorded(decided)));
        Assert.Equal(
            ["base/0 5", "base/1 6", "base/2 3", "base/ 1", "snacks/0 10", "snacks/2 6"],
            decided.Events.OfType<PointsEarned>().Select(e => $"{e.Rule}/{e.Line} {e.Points}"));
    }

    [Fact]
    public void Green_goods_add_once_whatever_their_number()
    {
        OneShard shard = Under(Rule("green", new AddedPoints(new(20)), Always with { Tags = ["green"] }));

        ActivityRecorded answer = Recorded(shard.Reports("a", Now, 1000, Line("lamp", 400, "green", "new"), Line("fan", 300, "green"), Line("car", 300)));

        Assert.Equal(["base 10", "green 20"], Trace(answer));
        Assert.Equal(["base 3"], Trace(Recorded(shard.Reports("b", Now, 300, Line("car", 300, "red")))));
        Assert.Equal(["base 3"], Trace(Recorded(shard.Reports("c", Now, 300))));
    }

    [Fact]
    public void An_addition_lies_on_the_lines_that_it_is_for_by_their_amounts()
    {
        OneShard shard = Under(Rule("green", new AddedPoints(new(20)), Always with { Tags = ["green"] }));

        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 10, Line("lamp", 5, "green"), Line("car", 3), Line("fan", 2, "green")));

        Assert.Equal(["green/0 14", "green/2 6"], decided.Events.OfType<PointsEarned>().Select(e => $"{e.Rule}/{e.Line} {e.Points}"));
    }

    [Theory]
    [InlineData("tea", "app", 200)]
    [InlineData("tea", "shop", 100)]
    [InlineData("book", "app", 100)]
    [InlineData(null, null, 100)]
    public void Merchant_and_channel_must_both_be_named(string? merchant, string? channel, long points)
    {
        OneShard shard = Under(Double("tea in the app", Always with { Merchants = ["tea", "cinema"], Channels = ["app"] }));

        Decision decision = shard.Submit(new ReportActivity(shard.Key, "a", "purchase", At(Now), 10_000, merchant, channel, null));

        Assert.Equal(new Points(points), Recorded(decision).Points);
    }

    [Fact]
    public void A_check_in_without_an_amount_earns_what_is_added()
    {
        EarningDocument checkIn = new("hello", Text("hello"), ["check-in"], new AddedPoints(new(5)));
        OneShard shard = AShard().Running(AProgramme().WithRules(Base, checkIn)).At(Now).Build();

        Assert.Equal(["hello 5"], Trace(Recorded(shard.Buys(0, Now, kind: "check-in"))));
    }

    [Fact]
    public void Rules_of_different_groups_multiply()
    {
        OneShard shard = Under(Double("day"), Rule("tier", new MultipliedPoints(1500), group: "tier"));

        Assert.Equal(["base 10", "day 10", "tier 10"], Trace(Recorded(shard.Reports("a", Now, 1000))));
    }

    [Fact]
    public void Of_one_group_the_best_serves_each_line()
    {
        OneShard shard = Under(
            Rule("all", new MultipliedPoints(2000), group: "sale"),
            Rule("snacks", new MultipliedPoints(3000), Always with { Categories = ["snack"] }, "sale"));

        Assert.Equal(["base 10", "snacks 12", "all 4"], Trace(Recorded(shard.Reports("a", Now, 1000, Line("snack", 600), Line("soap", 400)))));
    }

    [Fact]
    public void Of_a_group_of_base_rules_the_best_rate_serves_and_of_additions_the_most_points()
    {
        EarningDocument store = new("birthday", Text("2 a yuan"), ["purchase"], 2, 100) { Group = "rate" };
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(
            Base with { Group = "rate" }, store, Rule("five", new AddedPoints(new(5)), group: "gift"), Rule("nine", new AddedPoints(new(9)), group: "gift"))).Build();

        Assert.Equal(["birthday 120", "nine 9"], Trace(Recorded(shard.Reports("a", Now, 6000))));
    }

    [Fact]
    public void The_sum_is_rounded_down_once_and_its_parts_sum_up_to_it()
    {
        OneShard shard = Under(Rule("more", new MultipliedPoints(1100)));

        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 450, Line("x", 150), Line("y", 150), Line("z", 150)));

        Assert.Equal(new Points(4), Recorded(decided).Points);
        Assert.Equal(
            ["base/0 1", "base/1 2", "base/2 1"], decided.Events.OfType<PointsEarned>().Select(e => $"{e.Rule}/{e.Line} {e.Points}"));
    }

    [Fact]
    public void Old_rules_side_by_side_are_summed_before_they_are_rounded()
    {
        EarningDocument extra = new("extra", Text("extra"), ["purchase"], 1, 200);

        Assert.Equal(["base 1", "extra 1"], Trace(Recorded(Under(extra).Reports("a", Now, 150))));
    }

    [Fact]
    public void A_cap_per_activity_holds_before_the_points_are_multiplied()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(Base with { Caps = new(100, null, null, null) }, Double("day"))).Build();

        Assert.Equal(["base 100", "day 100"], Trace(Recorded(shard.Reports("a", Now, 50_000))));
        Assert.Equal(["base 99", "day 99"], Trace(Recorded(shard.Reports("b", Now, 9_900))));
    }

    [Fact]
    public void A_cap_per_day_is_of_the_day_of_the_activity_however_late()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(Base with { Caps = new(null, 100, null, null) })).Build();

        Assert.Equal(new Points(70), Recorded(shard.Reports("a", "2026-11-20T08:00:00+08:00", 7000)).Points);
        Assert.Equal(new Points(80), Recorded(shard.Reports("b", Now, 8000)).Points);
        Assert.Equal(new Points(30), Recorded(shard.Reports("c", "2026-11-20T20:00:00+08:00", 7000)).Points);
        Assert.Equal(new Points(20), Recorded(shard.Reports("d", Now, 7000)).Points);
        Assert.Equal(new Points(0), Recorded(shard.Reports("e", "2026-11-20T21:00:00+08:00", 7000)).Points);
        Assert.Equal(new Points(70), Recorded(shard.Reports("f", "2026-10-23T20:00:00+08:00", 7000)).Points);
    }

    [Fact]
    public void Caps_per_month_and_per_member_are_counted_over_days()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(Base with { Caps = new(null, null, 100, 250) })).Build();

        Assert.Equal(new Points(60), Recorded(shard.Reports("a", "2026-11-02T08:00:00+08:00", 6000)).Points);
        Assert.Equal(new Points(40), Recorded(shard.Reports("b", Now, 6000)).Points);
        Assert.Equal(new Points(100), Recorded(shard.Reports("c", "2026-10-25T08:00:00+08:00", 99_900)).Points);
        shard.GoTo("2026-12-01T00:00:00+08:00");
        Assert.Equal(new Points(50), Recorded(shard.Reports("d", "2026-12-01T00:00:00+08:00", 6000)).Points);
        Assert.Equal(new Points(0), Recorded(shard.Reports("e", "2026-12-01T00:00:00+08:00", 6000)).Points);
    }

    [Fact]
    public void What_a_capped_rule_of_a_group_cannot_serve_goes_to_the_next_best()
    {
        OneShard shard = Under(
            Rule("triple", new MultipliedPoints(3000), group: "sale", caps: new(20, null, null, null)),
            Rule("double", new MultipliedPoints(2000), group: "sale"));

        Assert.Equal(["base 100", "triple 20", "double 90"], Trace(Recorded(shard.Reports("a", Now, 10_000))));
    }

    [Fact]
    public void Of_additions_the_one_with_the_most_room_serves()
    {
        OneShard shard = Under(
            Rule("nine", new AddedPoints(new(9)), group: "gift", caps: new(null, 10, null, null)), Rule("five", new AddedPoints(new(5)), group: "gift"));

        Assert.Equal(["base 1", "nine 9"], Trace(Recorded(shard.Reports("a", Now, 100))));
        Assert.Equal(["base 1", "five 5"], Trace(Recorded(shard.Reports("b", Now, 100))));
    }

    [Fact]
    public void Lines_that_sum_up_to_more_than_the_amount_change_nothing()
    {
        OneShard shard = Under();
        int records = shard.Town.Shards[0].Journal.Count;

        Rejected more = Assert.IsType<Rejected>(shard.Reports("a", Now, 999, Line("x", 500), Line("y", 500)));
        Rejected huge = Assert.IsType<Rejected>(shard.Reports("a", Now, 999, Line("x", long.MaxValue), Line("y", long.MaxValue)));
        Rejected below = Assert.IsType<Rejected>(shard.Reports("a", Now, 999, Line("x", 500), Line("y", -1)));

        Assert.Equal((RejectionCodes.Invalid, "lines: their amounts sum up to 1000, which is more than the amount."), (more.Code, more.Detail));
        Assert.StartsWith("lines: ", huge.Detail, StringComparison.Ordinal);
        Assert.StartsWith("lines[1].amount: ", below.Detail, StringComparison.Ordinal);
        Assert.Equal(records, shard.Town.Shards[0].Journal.Count);
    }

    [Fact]
    public void Factors_that_give_more_than_a_member_can_hold_are_told_by_the_field()
    {
        OneShard shard = Under([.. Enumerable.Range(0, 9).Select(n => Rule($"x{n}", new MultipliedPoints(1_000_000)))]);

        Rejected rejected = Assert.IsType<Rejected>(shard.Reports("a", Now, 100));

        Assert.Equal(RejectionCodes.Invalid, rejected.Code);
        Assert.StartsWith("amount: ", rejected.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Counters_of_caps_stay_bounded_and_are_only_kept_where_a_cap_is()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(Base with { Caps = new(null, 100, 1000, null) }, Double("day"))).Build();
        for (int day = 0; day < 200; day++)
        {
            shard.GoTo(At(Now).Plus(TimeSpan.FromDays(day / 4.0)).ToString());
            shard.Reports($"a{day}", shard.Town.Now.ToString(), 500);
        }

        string state = System.Text.Encoding.UTF8.GetString(shard.Member.Save());
        Assert.DoesNotContain("\"rule\":\"day\"", state, StringComparison.Ordinal);
        Assert.Equal(33 + 2, state.Split("\"from\":").Length - 1);
        shard.Town.Shards[0].AssertReplays();
    }

    private static EarningCondition Always => EarningCondition.Always;

    private static OneShard Under(params EarningDocument[] rules) => AShard().At(Now).Running(AProgramme().WithRules([Base, .. rules])).Build();

    private static EarningDocument Double(string id, EarningCondition? when = null) => Rule(id, new MultipliedPoints(2000), when);

    private static ActivityLine Line(string category, long amount, params string[] tags) => new("sku", category, 1, amount, tags);

    private static ActivityRecorded Recorded(Decision decision) => Assert.IsType<ActivityRecorded>(Assert.IsType<Decided>(decision).Answer);

    private static IEnumerable<string> Trace(ActivityRecorded answer) => answer.Rules.Select(rule => $"{rule.Rule} {rule.Points}");
}
