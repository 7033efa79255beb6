using Jifen.Grains.Member.Limits;
using Jifen.Grains.Tests.Challenge;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Self_limits
{
    private static readonly PlayCeilings TwoADay = PlayCeilings.None with { PlaysPerDay = 2 };

    private static ProgrammeBuilder Paid => AProgramme().Costing(10)
        .WithDecks(ADeck(ACard("none", 1000)) with { FreePlaysPerDay = 0, Cost = new(10) })
        .WithDraws(ADraw(APrize("one", 1, new PointsPrize(new(5)))) with { FreePlaysPerDay = 0, Cost = new(10) });

    [Fact]
    public void A_limit_is_one_over_wheels_cards_and_draws_and_ends_with_the_day()
    {
        OneShard shard = AShard().Running(Paid).WithPoints(500).At("2026-11-21T12:00:00+08:00").Build();
        Set(shard, TwoADay);
        Assert.IsType<Played>(shard.PlayOut());
        Assert.IsType<Dealt>(shard.Town.BuyOut(shard.Key));

        Refusal refusal = Assert.IsType<Refusal>(Assert.IsType<Decided>(shard.Town.Enter(shard.Key)).Answer);
        Assert.Equal((RefusalCodes.SelfLimited, "playsPerDay", At("2026-11-22T00:00:00+08:00")), (refusal.Code, refusal.Limit, refusal.Until));
        Assert.Equal(RefusalCodes.SelfLimited, Assert.IsType<Refusal>(shard.Town.BuyOut(shard.Key)).Code);
        Assert.Equal(RefusalCodes.SelfLimited, shard.Refused());

        shard.GoTo("2026-11-22T00:00:00+08:00");
        Assert.IsType<Entered>(Assert.IsType<Decided>(shard.Town.Enter(shard.Key)).Answer);
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void Points_of_a_week_count_from_monday_on()
    {
        OneShard shard = AShard().Running(Paid).WithPoints(500).At("2026-11-21T12:00:00+08:00").Build();
        Set(shard, PlayCeilings.None with { PointsPerWeek = new(25) });
        shard.PlayOut();
        shard.GoTo("2026-11-22T12:00:00+08:00");
        shard.PlayOut();

        Refusal refusal = Assert.IsType<Refusal>(shard.PlayOut());
        Assert.Equal(("pointsPerWeek", At("2026-11-23T00:00:00+08:00")), (refusal.Limit, refusal.Until));
        Assert.Equal((1, 2, new Points(10), new Points(20)), Used(shard));

        shard.GoTo("2026-11-23T00:00:00+08:00");
        Assert.IsType<Played>(shard.PlayOut());
        Assert.Equal((1, 1, new Points(10), new Points(10)), Used(shard));
    }

    [Fact]
    public void Free_plays_are_not_touched()
    {
        OneShard shard = AShard().Running(Paid.FreePlays(1)).WithPoints(500).Build();
        Set(shard, PlayCeilings.None with { PlaysPerDay = 0 });

        Assert.Equal(Points.Zero, Assert.IsType<Played>(shard.PlayOut()).Cost);
        Assert.Equal(RefusalCodes.SelfLimited, shard.Refused());
        Assert.Equal((0, 0, Points.Zero, Points.Zero), Used(shard));
    }

    [Fact]
    public void A_ticket_is_a_paid_play_that_costs_no_points()
    {
        OneShard shard = AShard().Running(AProgramme().Costing(10).WithChallenges(Challenges.A(new CountGoal(1, new(null, new(WheelId, 2), null))))).Build();
        shard.Town.Earn(shard.Key, 10);
        Set(shard, PlayCeilings.None with { PlaysPerDay = 1, PointsPerDay = Points.Zero });

        Assert.True(Assert.IsType<Played>(shard.PlayOut()).Ticket);
        Assert.Equal("playsPerDay", Assert.IsType<Refusal>(shard.PlayOut()).Limit);
        Assert.Equal((1, 1, Points.Zero, Points.Zero), Used(shard));
        Assert.Equal(1, shard.Member.PlaysIn(WheelId).Tickets);
    }

    [Fact]
    public void What_is_stricter_holds_at_once_and_what_is_not_waits_a_day()
    {
        OneShard shard = AShard().Running(Paid).WithPoints(500).At("2026-11-21T12:00:00+08:00").Build();
        Set(shard, TwoADay);
        SelfLimitsSet set = Set(shard, new(5, null, new(10), null));
        Assert.Equal(new(2, null, new(10), null), set.Now);
        Assert.Equal((new(5, null, new(10), null), shard.Town.Now.Plus(SelfLimitRules.LooserAfter)), (set.Next, set.From!.Value));

        shard.GoTo("2026-11-22T11:59:00+08:00");
        Assert.Equal(set, Set(shard, new(5, null, new(10), null)));
        Assert.Equal(2, View(shard).Now.PlaysPerDay);

        shard.GoTo("2026-11-22T12:00:00+08:00");
        Assert.Equal((5, null), (View(shard).Now.PlaysPerDay, View(shard).Next));
    }

    [Fact]
    public void A_cool_off_is_lengthened_and_never_shortened()
    {
        OneShard shard = AShard().Running(Paid).WithPoints(500).At("2026-11-21T12:00:00+08:00").Build();
        Cool(shard, "2026-11-23T12:00:00+08:00");
        Assert.Equal(RefusalCodes.Conflict, Assert.IsType<Refusal>(Cool(shard, "2026-11-22T12:00:00+08:00").Answer).Code);
        Assert.IsType<SelfLimitsTaken>(Cool(shard, "2026-11-24T12:00:00+08:00").Answer);
        Set(shard, PlayCeilings.None);

        Refusal refusal = Assert.IsType<Refusal>(shard.PlayOut());
        Assert.Equal((RefusalCodes.SelfLimited, "coolOff", At("2026-11-24T12:00:00+08:00")), (refusal.Code, refusal.Limit, refusal.Until));
        shard.GoTo("2026-11-24T12:00:00+08:00");
        Assert.IsType<Played>(shard.PlayOut());
        foreach (string bad in (string[])["2026-11-24T12:00:00+08:00", "2028-11-24T12:00:00+08:00"])
        {
            Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new SetSelfLimits(shard.Key, PlayCeilings.None, At(bad)))).Code);
        }
    }

    [Fact]
    public void A_play_that_is_undone_does_not_count()
    {
        OneShard shard = AShard().Running(AProgramme().Costing(10).AlwaysWinning(1).ClosingWhenEmpty()).WithPoints(500).Build();
        Set(shard, TwoADay);
        Assert.IsType<Played>(shard.PlayOut());

        Assert.Equal(RefusalCodes.SoldOut, shard.Refused());

        Assert.Equal(2, shard.Town.Events<PaidPlayCounted>().Count());
        Assert.Equal((1, 1, new Points(10), new Points(10)), Used(shard));
        shard.Town.Shards[0].AssertReplays();
    }

    [Fact]
    public void A_member_without_limits_leaves_no_trace_of_them()
    {
        OneShard shard = AShard().Running(Paid).WithPoints(500).Build();
        shard.PlayOut();
        Assert.Empty(shard.Town.Events<PaidPlayCounted>());
        Assert.Null(shard.Member.Limits);
        Assert.Equal((0, 0, Points.Zero, Points.Zero), Used(shard));
    }

    internal static SelfLimitsSet Set(OneShard shard, PlayCeilings ceilings) =>
        Assert.IsType<SelfLimitsTaken>(Assert.IsType<Decided>(shard.Submit(new SetSelfLimits(shard.Key, ceilings, null))).Answer).Limits;

    private static Decided Cool(OneShard shard, string until) => Assert.IsType<Decided>(shard.Submit(new SetSelfLimits(shard.Key, PlayCeilings.None, At(until))));

    private static SelfLimitsView View(OneShard shard) => SelfLimitQuery.View(shard.State, shard.Key, shard.Town.Now)!;

    private static (long Plays, long Week, Points Points, Points WeekPoints) Used(OneShard shard)
    {
        SelfLimitsView view = View(shard);
        return (view.PlaysToday, view.PlaysThisWeek, view.PointsToday, view.PointsThisWeek);
    }
}
