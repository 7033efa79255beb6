using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Refunding
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    [Fact]
    public void A_refund_takes_back_what_each_rule_gave_from_the_lot_it_lies_in()
    {
        OneShard shard = Doubling().Build();
        shard.Reports("other", Now, 700);
        shard.Reports("a", Now, 3000);

        Decided decided = Assert.IsType<Decided>(shard.Refunds("a"));

        LotPart Part(long points) => new(1, new(points), At("2027-11-22T00:00:00+08:00"));
        Assert.Equal(new ActivityRefunded("a", new(60), Points.Zero, new(14)), decided.Answer);
        Assert.Equal(["base 30", "day 30"], Reversed(decided));
        Assert.All(decided.Events.OfType<PointsReversed>(), one => Assert.Equal([Part(30)], one.Parts));
        RefundCounted counted = Assert.Single(decided.Events.OfType<RefundCounted>());
        Assert.Equal(("a", "purchase", new DateOnly(2026, 11, 21), 3000L, true), (counted.Activity, counted.Activities, counted.Day, counted.Amount, counted.Whole));
        Assert.Equal(14, shard.Available);
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void A_second_whole_refund_is_refused_and_changes_nothing()
    {
        OneShard shard = Doubling().Build();
        shard.Reports("a", Now, 3000);
        shard.Refunds("a");

        Decided again = Assert.IsType<Decided>(shard.Refunds("a"));
        Decided part = Assert.IsType<Decided>(shard.Refunds("a", 1));

        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(again.Answer).Code);
        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(part.Answer).Code);
        Assert.Empty(again.Events);
        Assert.Equal(0, shard.Available);
        Assert.Equal(Points.Zero, shard.Member.Purse.Owed);
    }

    [Fact]
    public void Points_that_are_spent_are_owed_and_future_earnings_pay_first()
    {
        OneShard shard = AShard().Running(AProgramme().Costing(10)).At(Now).Build();
        shard.Reports("a", Now, 3000);
        shard.Wins("none");

        Assert.Equal(new ActivityRefunded("a", new(30), new(10), Points.Zero), Answer(shard.Refunds("a")));
        Assert.Equal(new Points(10), View(shard).Owed);
        Assert.Equal(Points.Zero, View(shard).Available);

        Decided paid = Assert.IsType<Decided>(shard.Reports("b", Now, 700));
        Assert.Equal(new Points(7), ((ActivityRecorded)paid.Answer!).Points);
        Assert.Equal(Points.Zero, ((ActivityRecorded)paid.Answer!).Available);
        Assert.Equal(new Points(7), Assert.Single(paid.Events.OfType<PointsRepaid>()).Points);
        Assert.Equal(new Points(3), View(shard).Owed);

        Decided rest = Assert.IsType<Decided>(shard.Reports("c", Now, 700));
        Assert.Equal(new Points(4), ((ActivityRecorded)rest.Answer!).Available);
        Assert.Equal(new Points(3), Assert.Single(rest.Events.OfType<PointsRepaid>()).Points);
        Assert.Equal((Points.Zero, new Points(4)), (View(shard).Owed, View(shard).Available));
        Assert.Equal(new PointsBooks(new(44), Points.Zero, new(10), Points.Zero, new(30), new(4)), View(shard).Books);
    }

    [Fact]
    public void A_prize_of_points_pays_what_is_owed()
    {
        OneShard shard = AShard().Running(AProgramme().Costing(10).FreePlays(5)).At(Now).Build();
        shard.Reports("a", Now, 1000);
        for (int free = 0; free < 5; free++)
        {
            shard.Wins("none");
        }

        shard.Wins("none");
        shard.Refunds("a");
        Assert.Equal(new Points(10), View(shard).Owed);

        shard.GoTo("2026-11-22T12:00:00+08:00");
        Assert.Equal(Points.Zero, shard.Wins("small").Available);
        Assert.Equal(new Points(5), View(shard).Owed);
        Assert.Equal(Points.Zero, shard.Wins("small").Available);
        Assert.Equal(new Points(5), shard.Wins("small").Available);
        Assert.Equal(Points.Zero, View(shard).Owed);
    }

    [Fact]
    public void What_was_spent_of_a_lot_is_taken_from_the_members_other_lots_before_it_is_owed()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAfterMonths(1)).Costing(10)).At(Now).Build();
        shard.Reports("a", Now, 1200);
        shard.Wins("none");
        shard.GoTo("2026-11-22T12:00:00+08:00");
        shard.Reports("b", "2026-11-22T12:00:00+08:00", 700);

        PointsReversed reversed = Assert.Single(Assert.IsType<Decided>(shard.Refunds("a")).Events.OfType<PointsReversed>());

        Assert.Equal([new LotPart(1, new(2), At("2026-12-22T00:00:00+08:00")), new LotPart(2, new(7), At("2026-12-23T00:00:00+08:00"))], reversed.Parts);
        Assert.Equal(new Points(3), reversed.Owed);
    }

    [Fact]
    public void What_expired_unspent_is_neither_taken_nor_owed()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0)).Costing(10)).At("2026-11-30T12:00:00+08:00").Build();
        shard.Reports("a", "2026-11-30T12:00:00+08:00", 3000);
        shard.Wins("none");
        shard.GoTo("2026-12-01T09:00:00+08:00");

        Decided decided = Assert.IsType<Decided>(shard.Refunds("a"));

        Assert.Equal(new ActivityRefunded("a", new(30), new(10), Points.Zero), decided.Answer);
        Assert.Equal([new LotExpired(1, new(20))], decided.Events.OfType<LotExpired>());
        Assert.Equal((new Points(20), new Points(10)), (decided.Events.OfType<PointsReversed>().Single().Expired, View(shard).Owed));
        Assert.Empty(shard.Member.Purse.Faded);
    }

    [Fact]
    public void Partial_refunds_are_rounded_down_in_sum_and_the_last_takes_the_rest()
    {
        OneShard shard = Doubling().Build();
        shard.Reports("a", Now, 1000);

        Assert.Equal([6, 7, 6, 1], new long?[] { 333, 333, 333, null }.Select(amount => ((ActivityRefunded)Answer(shard.Refunds("a", amount))).Points.Value));
        Assert.Equal(0, shard.Available);
    }

    [Fact]
    public void A_line_takes_back_what_it_gave_and_no_more()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(
            new(RuleId, Text("Base"), ["purchase"], 1, 100), Rule("snacks", new MultipliedPoints(3000), EarningCondition.Always with { Categories = ["snack"] }))).Build();
        shard.Reports("a", Now, 1500, new ActivityLine("s", "snack", 1, 500, null), new ActivityLine("t", "soap", 1, 600, null));

        Decided line = Assert.IsType<Decided>(shard.Refunds("a", null, new RefundLine(0, null)));
        Decided half = Assert.IsType<Decided>(shard.Refunds("a", null, new RefundLine(1, 300)));
        Decided over = Assert.IsType<Decided>(shard.Refunds("a", null, new RefundLine(1, 301)));
        Decided rest = Assert.IsType<Decided>(shard.Refunds("a"));

        Assert.Equal(["base 5", "snacks 10"], Reversed(line));
        Assert.Equal(["base 3"], Reversed(half));
        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(over.Answer).Code);
        Assert.Equal(["base 3", "base 4"], Reversed(rest));
        Assert.Equal([new RefundPart(1, 300), new RefundPart(null, 400)], rest.Events.OfType<RefundCounted>().Single().Parts);
        Assert.Equal(0, shard.Available);
    }

    [Fact]
    public void Room_under_a_cap_comes_back_for_the_day_of_the_activity()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithRules(
            new EarningDocument(RuleId, Text("Base"), ["purchase"], 1, 100) { Caps = new(null, 100, null, null) })).Build();
        shard.Reports("a", "2026-11-20T12:00:00+08:00", 9000);

        Decided decided = Assert.IsType<Decided>(shard.Refunds("a", 4500));

        Assert.Equal([new CapFreed(RuleId, new DateOnly(2026, 11, 20), new(45))], decided.Events.OfType<CapFreed>());
        Assert.Equal(new Points(55), ((ActivityRecorded)Answer(shard.Reports("b", "2026-11-20T12:00:00+08:00", 9000))).Points);
        Assert.Equal(new Points(90), ((ActivityRecorded)Answer(shard.Reports("c", Now, 9000))).Points);
    }

    [Fact]
    public void An_activity_that_gave_nothing_is_refunded_all_the_same()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Reports("a", Now, 0);

        Assert.Equal(new ActivityRefunded("a", Points.Zero, Points.Zero, Points.Zero), Answer(shard.Refunds("a")));
        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(Answer(shard.Refunds("a"))).Code);
    }

    [Fact]
    public void Ninety_days_after_its_record_it_is_too_late()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Reports("a", "2026-11-01T12:00:00+08:00", 1000);
        shard.Reports("b", Now, 1000);
        shard.GoTo(At(Now).Plus(TimeSpan.FromDays(90)).ToString());
        Assert.Equal(new Points(10), ((ActivityRefunded)Answer(shard.Refunds("a"))).Points);

        shard.GoTo(At(Now).Plus(TimeSpan.FromDays(90) + TimeSpan.FromMicroseconds(1)).ToString());

        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(Answer(shard.Refunds("b"))).Code);
    }

    [Fact]
    public void What_was_never_counted_is_unknown()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Reports("late", "2026-01-01T12:00:00+08:00", 1000);
        shard.Reports("a", Now, 1000);

        Assert.Equal(RejectionCodes.UnknownActivity, Assert.IsType<Rejected>(shard.Refunds("never")).Code);
        Assert.Equal(RejectionCodes.UnknownActivity, Assert.IsType<Rejected>(shard.Refunds("late")).Code);
        Assert.Equal(
            RejectionCodes.UnknownActivity,
            Assert.IsType<Rejected>(shard.Submit(new RefundActivity(shard.Key, "b", Town.KeyOf("a"), null, null))).Code);
        Assert.Equal(
            RejectionCodes.UnknownMember,
            Assert.IsType<Rejected>(shard.Submit(new RefundActivity(shard.Town.KeyFor(1), "a", Town.KeyOf("a"), null, null))).Code);
    }

    [Fact]
    public void A_claim_that_makes_no_sense_is_rejected_by_its_field()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Reports("a", Now, 1000, new ActivityLine("s", "c", 1, 1000, null));

        Assert.StartsWith("amount: ", Invalid(shard.Refunds("a", 0)), StringComparison.Ordinal);
        Assert.StartsWith("lines: ", Invalid(shard.Refunds("a", 5, new RefundLine(0, null))), StringComparison.Ordinal);
        Assert.StartsWith("lines: ", Invalid(shard.Submit(new RefundActivity(shard.Key, "a", Town.KeyOf("a"), null, []))), StringComparison.Ordinal);
        Assert.StartsWith("lines[0].line: ", Invalid(shard.Refunds("a", null, new RefundLine(1, null))), StringComparison.Ordinal);
        Assert.StartsWith("lines[1].line: ", Invalid(shard.Refunds("a", null, new RefundLine(0, 1), new RefundLine(0, 1))), StringComparison.Ordinal);
        Assert.StartsWith("lines[0].amount: ", Invalid(shard.Refunds("a", null, new RefundLine(0, 0))), StringComparison.Ordinal);
        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(Answer(shard.Refunds("a", 1001))).Code);
    }

    private static ShardBuilder Doubling() => AShard().At(Now).Running(AProgramme().WithRules(
        new(RuleId, Text("Base"), ["purchase"], 1, 100), Rule("day", new MultipliedPoints(2000))));

    private static Answer Answer(Decision decision) => Assert.IsType<Decided>(decision).Answer!;

    private static string Invalid(Decision decision)
    {
        Rejected rejected = Assert.IsType<Rejected>(decision);
        Assert.Equal(RejectionCodes.Invalid, rejected.Code);
        return rejected.Detail;
    }

    private static IEnumerable<string> Reversed(Decided decided) => decided.Events.OfType<PointsReversed>().Select(one => $"{one.Rule} {one.Points}");

    private static PointsView View(OneShard shard) => MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!.Points;
}
