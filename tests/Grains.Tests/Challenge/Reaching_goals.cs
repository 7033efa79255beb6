using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>Count, sum, ladder, set and rolling periods.</summary>
public sealed class Reaching_goals
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    [Fact]
    public void Three_purchases_in_a_week_give_the_reward_once()
    {
        OneShard shard = Running(A(new CountGoal(3, Gives(50)), Of(ChallengeSpan.Week)));

        Assert.Equal((1, 3), Stands(shard.Reports("a", Now, 100)));
        Assert.Empty(Rewards(shard.Reports("b", Now, 100)));
        Decision third = shard.Reports("c", Now, 100);
        Assert.Equal(["goal - x1 50"], Rewards(third));
        Assert.Equal(["challenge:goal"], Assert.IsType<Decided>(third).Events.OfType<PointsEarned>().Where(e => e.Rule == "challenge").Select(e => e.Cause));
        Assert.Empty(Rewards(shard.Reports("d", Now, 100)));
        Assert.Equal(54, shard.Available);
        shard.At("2026-11-23T12:00:00+08:00");
        Assert.Equal((1, 3), Stands(shard.Reports("e", "2026-11-23T12:00:00+08:00", 100)));
        AssertSound(shard);
    }

    [Fact]
    public void A_late_activity_counts_for_its_own_week()
    {
        OneShard shard = Running(A(new CountGoal(2, Gives(50)), Of(ChallengeSpan.Week)));
        shard.Reports("a", "2026-11-15T23:59:59+08:00", 100);

        Assert.Equal((1, 2), Stands(shard.Reports("b", Now, 100)));
        Assert.Equal(["goal - x1 50"], Rewards(shard.Reports("c", "2026-11-09T00:00:00+08:00", 100)));
        Assert.Equal((1, 2), (shard.View().Have, shard.View().Need));
        AssertSound(shard);
    }

    [Fact]
    public void A_refund_takes_progress_and_the_reward_is_not_given_twice()
    {
        OneShard shard = Running(A(new CountGoal(2, Gives(50)), Of(ChallengeSpan.Month)));
        shard.Reports("a", Now, 100);
        shard.Reports("b", Now, 100);
        Assert.Equal(52, shard.Available);

        shard.Refunds("b");
        Assert.Equal(1, shard.View().Have);
        Assert.Equal(51, shard.Available);
        Assert.Empty(Rewards(shard.Reports("c", Now, 100)));
        Assert.Equal(2, shard.View().Have);
        Assert.Equal(52, shard.Available);
        AssertSound(shard);
    }

    [Fact]
    public void A_sum_counts_what_is_covered_and_falls_with_each_refund()
    {
        OneShard shard = Running(A(new SumGoal(1000, Gives(9)), Of(ChallengeSpan.Month), EarningCondition.Always with { Categories = ["snack"] }, atLeast: 200));
        ActivityLine[] lines = [new("s", "snack", 1, 700, null), new("t", "soap", 1, 5000, null)];
        Assert.Equal((700, 1000), Stands(shard.Reports("a", Now, 9000, lines)));
        Assert.Null(Stands(shard.Reports("b", Now, 9000, new ActivityLine("s", "snack", 1, 199, null))));

        shard.Refunds("a", null, new RefundLine(1, 4000));
        Assert.Equal(700, shard.View().Have);
        shard.Refunds("a", null, new RefundLine(0, 100));
        Assert.Equal(600, shard.View().Have);
        Assert.Equal(["goal - x1 9"], Rewards(shard.Reports("c", Now, 400, new ActivityLine("s", "snack", 1, 400, null))));
        shard.Refunds("a", null, new RefundLine(0, 401));
        Assert.Equal(400, shard.View().Have);
        AssertSound(shard);
    }

    [Fact]
    public void A_ladder_gives_at_every_rung_up_to_the_most()
    {
        OneShard shard = Running(A(new LadderGoal(2, 2, Gives(5))));

        string[] given = [.. Enumerable.Range(0, 7).SelectMany(i => Rewards(shard.Reports($"a{i}", Now, 100)))];

        Assert.Equal(["goal - x1 5", "goal - x1 5"], given);
        Assert.Equal((7L, 4L, 2L, (ChallengeReward?)null), (shard.View().Have, shard.View().Need, shard.View().Completed, shard.View().Next));
        AssertSound(shard);
    }

    [Fact]
    public void A_set_wants_one_of_each_category()
    {
        OneShard shard = Running(A(new SetGoal(SetOf.Categories, ["snack", "drink"], Gives(7)), Of(ChallengeSpan.Day)));
        ActivityLine Line(string category) => new("s", category, 1, 100, null);

        Assert.Null(Stands(shard.Reports("z", Now, 100, Line("soap"))));
        Assert.Equal((1, 2), Stands(shard.Reports("a", Now, 200, Line("snack"), Line("snack"))));
        shard.Reports("b", Now, 100, Line("snack"));
        shard.Refunds("a", null, new RefundLine(0, null));
        shard.Refunds("a");
        Assert.Equal([new SetMemberView("snack", true), new SetMemberView("drink", false)], shard.View().Set!);
        shard.Refunds("b");
        Assert.Equal(0, shard.View().Have);
        Assert.Equal(["goal - x1 7"], Rewards(shard.Reports("c", Now, 200, Line("drink"), Line("snack"))));
        AssertSound(shard);
    }

    [Fact]
    public void What_is_missing_of_a_set_is_called_by_its_name_where_it_has_one()
    {
        ChallengeDocument set = A(new SetGoal(SetOf.Categories, ["snack", "drink", "soap"], Gives(7)), Of(ChallengeSpan.Day));
        OneShard shard = AShard().At(Now).Running(AProgramme().WithChallenges(set).WithCategories(new("drink", new("Drinks", "饮料")), new("snack", new("Snacks", "零食")))).Build();
        shard.Reports("a", Now, 100, new ActivityLine("s", "snack", 1, 100, null));

        ChallengeView view = shard.View();

        Assert.Equal(new("Buy Drinks, soap today and you get 7 points.", "今天再购买 饮料、soap，即可获得 7 积分。"), view.Sentence);
        Assert.Equal([new("Snacks", "零食"), new("Drinks", "饮料"), null], view.Set!.Select(member => member.Label));
        Assert.Equal(["snack", "drink", "soap"], view.Set!.Select(member => member.Name));
    }

    [Fact]
    public void A_set_wants_one_of_each_merchant()
    {
        OneShard shard = Running(A(new SetGoal(SetOf.Merchants, ["east", "west"], Gives(7))));
        Decision At(string merchant) => shard.Submit(new ReportActivity(shard.Key, merchant, "purchase", shard.Town.Now, 100, merchant, null, null));

        Assert.Equal((1, 2), Stands(At("west")));
        Assert.Null(Stands(At("north")));
        Assert.Equal(["goal - x1 7"], Rewards(At("east")));
        AssertSound(shard);
    }

    [Fact]
    public void A_rolling_period_is_any_days_in_a_row_and_begins_anew_when_it_is_complete()
    {
        OneShard shard = Running(A(new CountGoal(3, Gives(5)), Rolling(7)));
        string[] days = ["01", "02", "09", "10", "08", "11", "12", "15"];

        string[][] given = [.. days.Select((day, i) => Rewards(shard.Reports($"a{i}", $"2026-11-{day}T12:00:00+08:00", 100)))];

        Assert.Equal([[], [], [], [], ["goal - x1 5"], [], [], ["goal - x1 5"]], given);
        AssertSound(shard);
    }

    [Fact]
    public void A_paused_campaign_rests_and_what_happened_then_is_not_made_good()
    {
        OneShard shard = Running(A(new CountGoal(2, Gives(50))));
        shard.Reports("a", Now, 100);
        shard.Submit(new SetPaused($"campaign:{CampaignId}", true, "lin", "a test"));
        shard.Town.Settle();
        Assert.Null(Stands(shard.Reports("b", Now, 100)));
        shard.Submit(new SetPaused($"campaign:{CampaignId}", false, "lin", "a test"));
        shard.Town.Settle();

        Assert.Equal(1, shard.View().Have);
        Assert.Equal(["goal - x1 50"], Rewards(shard.Reports("c", Now, 100)));
    }

    [Fact]
    public void Another_shape_begins_anew_and_a_refund_of_the_old_one_leaves_it_alone()
    {
        OneShard shard = Running(A(new CountGoal(3, Gives(5)), Of(ChallengeSpan.Month)));
        shard.Reports("a", Now, 100);
        shard.Town.With(AProgramme().WithChallenges(A(new CountGoal(3, Gives(5)), Of(ChallengeSpan.Week))));

        Assert.Equal((1, 3), Stands(shard.Reports("b", Now, 100)));
        shard.Refunds("a");
        Assert.Equal(1, shard.View().Have);
        AssertSound(shard);
    }

    [Fact]
    public void Periods_that_nothing_can_change_any_more_are_dropped()
    {
        OneShard shard = Running(A(new CountGoal(1, Gives(1)), Of(ChallengeSpan.Day)), "2026-01-02T12:00:00+08:00");
        for (int day = 0; day < 360; day++)
        {
            shard.Town.Now = shard.Town.Now.Plus(TimeSpan.FromDays(1));
            Assert.Equal(["goal - x1 1"], Rewards(shard.Reports($"a{day}", shard.Town.Now.ToString(), 100)));
        }

        Assert.InRange(shard.Entry().Tally.Pairs().Count, 123, 123 + 31 + 31 + 2);
        Assert.Equal(shard.Entry().Tally.Pairs().Count, shard.Entry().Given.Pairs().Count);
        AssertSound(shard);
    }

    [Fact]
    public void What_a_member_has_is_forgotten_long_after_the_campaign()
    {
        OneShard shard = AShard().At("2026-05-01T12:00:00+08:00").Running(
            AProgramme().From("2026-01-01T00:00:00+08:00", "2026-05-02T00:00:00+08:00").WithChallenges(A(new CountGoal(9, Gives(1))))).Build();
        shard.Reports("a", "2026-05-01T12:00:00+08:00", 100);
        shard.At("2026-09-01T12:00:00+08:00");
        shard.Reports("b", "2026-09-01T12:00:00+08:00", 100);
        Assert.Single(shard.Member.Challenges.Entries);
        shard.At("2026-09-03T12:00:00+08:00");

        shard.Reports("c", "2026-09-03T12:00:00+08:00", 100);

        Assert.Empty(shard.Member.Challenges.Entries);
        AssertSound(shard);
    }

    [Fact]
    public void A_member_with_five_challenges_stays_small()
    {
        ChallengeDocument[] five =
        [
            A(new CountGoal(3, Gives(5)), Of(ChallengeSpan.Week), id: "three-a-week"), A(new SumGoal(10000, Gives(5)), Of(ChallengeSpan.Month), id: "spend-100"),
            A(new LadderGoal(10, null, Gives(5)), id: "every-tenth"), A(new SetGoal(SetOf.Merchants, ["east", "west"], Gives(7)), Of(ChallengeSpan.Month), id: "both-shops"),
            A(AStreak(7, (7, 64)), id: "daily"),
        ];

        Assert.InRange(BytesAfter(30, five) - BytesAfter(30, []), 1, 700);
    }

    private static int BytesAfter(int days, ChallengeDocument[] challenges)
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().Expiring(new NeverExpires()).WithChallenges(challenges)).Build();
        for (int day = 0; day < days; day++)
        {
            shard.Town.Now = shard.Town.Now.Plus(TimeSpan.FromDays(1));
            shard.Submit(new ReportActivity(shard.Key, $"a{day}", "purchase", shard.Town.Now, 1200, "east", null, null));
        }

        return shard.Member.Save().Length;
    }

    [Theory]
    [InlineData(ChallengeSpan.Week, "2 more purchases this week and you get 50 points.", "本周再消费 2 次，即可获得 50 积分。")]
    [InlineData(ChallengeSpan.Campaign, "2 more purchases in this campaign and you get 50 points.", "活动期间再消费 2 次，即可获得 50 积分。")]
    public void Progress_is_a_sentence(ChallengeSpan span, string en, string zh)
    {
        OneShard shard = Running(A(new CountGoal(3, Gives(50)), Of(span)));
        shard.Reports("a", Now, 100);

        Assert.Equal(new LocalText(en, zh), shard.View().Sentence);
    }

    private static OneShard Running(ChallengeDocument challenge, string at = Now) => AShard().At(at).Running(AProgramme().WithChallenges(challenge)).Build();

    private static void AssertSound(OneShard shard)
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }
}
