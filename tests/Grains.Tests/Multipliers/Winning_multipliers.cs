using Jifen.Grains.Member;
using Jifen.Grains.Member.Multipliers;
using Jifen.Grains.Tests.Challenge;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Multipliers;

/// <summary>Prizes and rewards that let a member earn more for a time.</summary>
public sealed class Winning_multipliers
{
    private const string Now = "2026-11-21T12:00:00+08:00";
    private const string Added = "multiplier:lottery:wheel/double";

    [Fact]
    public void A_play_starts_it_and_says_until_when_and_an_activity_says_that_it_earned_by_it()
    {
        OneShard shard = Wheel();

        Played played = shard.Wins("double");
        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 1099));

        MultiplierView told = Assert.Single(Told<Played>(shard).Multipliers!);
        Assert.True(played.Prize);
        Assert.Equal(("lottery:wheel/double", "Double", 2000, At(Now), At("2026-11-22T12:00:00+08:00")), (told.Source, told.Name.En, told.Thousandths, told.From, told.Until));
        ActivityRecorded answer = (ActivityRecorded)decided.Answer!;
        Assert.Equal(["base 10", $"{Added} 11"], answer.Rules.Select(rule => $"{rule.Rule} {rule.Points}"));
        Assert.Equal((new Points(21), new Points(11)), (answer.Points, answer.Multiplier!.Points));
        Assert.Equal([told], MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!.Multipliers);
        AssertSound(shard);
    }

    [Theory]
    [InlineData("2026-11-21T11:59:59.999999+08:00", 10)]
    [InlineData("2026-11-21T12:00:00+08:00", 20)]
    [InlineData("2026-11-22T11:59:59.999999+08:00", 20)]
    [InlineData("2026-11-22T12:00:00+08:00", 10)]
    public void What_counts_is_when_the_activity_happened_however_late_it_is_reported(string at, long points)
    {
        OneShard shard = Wheel();
        shard.Wins("double");
        shard.GoTo("2026-12-20T12:00:00+08:00");

        ActivityRecorded answer = Recorded(shard.Reports("a", at, 1000));

        Assert.Equal((points, points == 20), (answer.Points.Value, answer.Multiplier is not null));
        Assert.Empty(MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!.Multipliers);
        AssertSound(shard);
    }

    [Fact]
    public void One_of_the_same_terms_follows_the_one_that_runs()
    {
        OneShard shard = Wheel();
        shard.Wins("double");
        shard.GoTo("2026-11-21T20:00:00+08:00");

        shard.Wins("double");

        Assert.Equal([(At(Now), At("2026-11-23T12:00:00+08:00"))], shard.Member.Multipliers.Held.Select(held => (held.From, held.Until)));
        Assert.Equal(At("2026-11-22T12:00:00+08:00"), Assert.Single(Told<Played>(shard).Multipliers!).From);
        AssertSound(shard);
    }

    [Fact]
    public void Of_several_that_run_the_highest_counts_and_they_never_multiply_each_other()
    {
        OneShard shard = Wheel();
        shard.Wins("double");
        shard.Wins("triple");

        Assert.Equal(30, Recorded(shard.Reports("a", Now, 1000)).Points.Value);
        shard.GoTo("2026-11-21T13:00:00+08:00");
        Assert.Equal(20, Recorded(shard.Reports("b", "2026-11-21T13:00:00+08:00", 1000)).Points.Value);
        AssertSound(shard);
    }

    [Fact]
    public void It_raises_what_rules_and_their_factors_gave_and_nothing_that_is_added()
    {
        OneShard shard = Wheel(new EarningDocument(RuleId, Text("Base"), ["purchase"], 1, 100), Rule("half", new MultipliedPoints(1500)), Rule("gift", new AddedPoints(new(7))));
        shard.Wins("double");

        ActivityRecorded answer = Recorded(shard.Reports("a", Now, 1100));

        Assert.Equal(["base 11", "half 5", $"{Added} 17", "gift 7"], answer.Rules.Select(rule => $"{rule.Rule} {rule.Points}"));
        AssertSound(shard);
    }

    [Fact]
    public void Kinds_of_activity_that_it_does_not_name_earn_as_ever()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().FreePlays(9).WithEarning(1, 100, "purchase", "fuel")
            .WithSegments(Segment("none", 1), Segment("double", 1, Doubles(24, "fuel")))).Build();
        shard.Wins("double");

        Assert.Equal(10, Recorded(shard.Buys(1000, Now)).Points.Value);
        Assert.Equal(20, Recorded(shard.Buys(1000, Now, "fuel", "b")).Points.Value);
    }

    [Fact]
    public void A_refund_takes_back_what_it_added_by_the_same_share()
    {
        OneShard shard = Wheel();
        shard.Wins("double");
        shard.Reports("a", Now, 1000);
        shard.GoTo("2026-11-25T12:00:00+08:00");

        ActivityRefunded part = Refunded(shard.Refunds("a", 250));
        ActivityRefunded rest = Refunded(shard.Refunds("a"));

        Assert.Equal((5, 15, 0), (part.Points.Value, rest.Points.Value, shard.Available));
        AssertSound(shard);
    }

    [Fact]
    public void A_challenge_gives_it_from_the_next_activity_on_and_it_outlives_the_refund_of_what_brought_it()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithChallenges(A(new CountGoal(1, new(null, null, null) { Multiplier = Doubles(2) })))).Build();

        ActivityRecorded first = Recorded(shard.Reports("a", Now, 1000));
        shard.Refunds("a");

        Assert.Null(first.Multiplier);
        Assert.Equal("challenge:goal/0", Assert.Single(Told<ActivityRecorded>(shard).Multipliers!).Source);
        Assert.Equal(20, Recorded(shard.Reports("b", Now, 1000)).Points.Value);
        AssertSound(shard);
    }

    [Fact]
    public void A_ladder_that_gives_several_at_once_gives_their_time_together()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().WithChallenges(A(new LadderGoal(1, null, new(null, null, null) { Multiplier = Doubles(2) })))).Build();

        shard.Reports("a", Now, 1000);
        shard.Reports("b", Now, 1000);

        Assert.Equal(At("2026-11-21T16:00:00+08:00"), Assert.Single(shard.Member.Multipliers.Held).Until);
    }

    [Fact]
    public void A_card_starts_it_when_it_is_scratched()
    {
        Town town = new Town(3).With(AProgramme().WithDecks(ADeck(ACard("double", 3, Doubles(24)))));
        MemberKey member = town.Enrol(0);
        Dealt dealt = Assert.IsType<Dealt>(town.BuyOut(member));
        town.Now = At("2026-11-22T09:00:00+08:00");

        town.Scratch(member, dealt.Card);

        MultiplierWon won = Assert.Single(town.Events<MultiplierWon>());
        Assert.Equal(("card:cards/double", town.Now), (won.Source, won.From));
        Assert.Equal(20, Recorded(town.Earn(member, 10)).Points.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(30)]
    public void A_draw_starts_it_for_whom_it_is_given(int? claimHours)
    {
        Town town = new Town(3).With(AProgramme().WithDraws(ADraw(APrize("double", 1, Doubles(24))) with { ClaimHours = claimHours }));
        MemberKey member = town.Enrol(0);
        town.Enter(member);
        town.Settle();
        town.Now = At("2026-11-21T21:00:00+08:00");
        town.Settle();
        if (claimHours is not null)
        {
            Assert.Empty(town.Events<MultiplierWon>());
            town.Claim(member, Assert.Single(town.Events<DrawPrizeWon>()).Period);
        }

        Assert.Equal("draw:draw/double", Assert.Single(town.Events<MultiplierWon>()).Source);
    }

    [Fact]
    public void What_it_adds_comes_from_the_budget_of_the_campaign_that_gave_it_and_a_refund_gives_it_back()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().Budgeted(25).FreePlays(9).WithSegments(Segment("none", 1), Segment("double", 1, Doubles(24)))).Build();
        shard.Town.Settle();
        shard.Wins("double");

        ActivityRecorded cut = shard.Town.EarnOut(shard.Key, 20);

        Assert.Equal(["base 20", $"{Added} 5"], cut.Rules.Select(rule => $"{rule.Rule} {rule.Points}"));
        Assert.Equal((new Points(5), new Points(15)), (cut.Multiplier!.Points, Assert.Single(cut.Cuts!).Points));
        Assert.All(shard.Events().OfType<PointsEarned>(), earned => Assert.Equal(CampaignId, earned.Budget));
    }

    [Fact]
    public void They_follow_one_another_a_year_ahead_at_most()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().FreePlays(9).WithSegments(Segment("none", 1), Segment("double", 1, Doubles(2160)))).Build();
        shard.Town.Settle();
        for (int i = 0; i < 6; i++)
        {
            shard.Wins("double");
        }

        Assert.Equal(At(Now).Plus(TimeSpan.FromDays(366)), Assert.Single(shard.Member.Multipliers.Held).Until);
        Assert.Null(Told<Played>(shard).Multipliers);
        AssertSound(shard);
    }

    [Fact]
    public void Of_more_than_a_hundred_the_one_that_ended_first_is_forgotten()
    {
        OneShard shard = Wheel();
        for (int i = 0; i <= MultiplierBook.MostHeld; i++)
        {
            shard.GoTo(At(Now).Plus(TimeSpan.FromHours(7 * i)).ToString());
            shard.Wins("triple");
        }

        Assert.Equal((MultiplierBook.MostHeld, At(Now).Plus(TimeSpan.FromHours(7))), (shard.Member.Multipliers.Held.Count, shard.Member.Multipliers.Held[0].From));
    }

    [Fact]
    public void One_that_is_over_is_forgotten_when_no_activity_can_come_in_any_more_that_happened_under_it()
    {
        OneShard shard = Wheel();
        shard.Wins("double");
        shard.GoTo("2026-12-22T11:59:59.999999+08:00");
        shard.Wins("triple");
        Assert.Equal(2, shard.Member.Multipliers.Held.Count);
        shard.GoTo("2026-12-22T12:00:00+08:00");
        shard.Wins("triple");

        Assert.Equal([3000L], shard.Member.Multipliers.Held.Select(held => held.Thousandths));
        AssertSound(shard);
    }

    private static OneShard Wheel(params EarningDocument[] rules)
    {
        ProgrammeBuilder programme = AProgramme().FreePlays(9).WithSegments(
            Segment("none", 1), Segment("double", 1, Doubles(24)), Segment("triple", 1, new MultiplierPrize(Text("Triple"), 3000, 1, null)));
        return AShard().At(Now).Running(rules.Length == 0 ? programme : programme.WithRules(rules)).Build();
    }

    private static MultiplierPrize Doubles(int hours, params string[] kinds) => new(Text("Double"), 2000, hours, kinds.Length == 0 ? null : kinds);

    private static ActivityRecorded Recorded(Decision decision) => Assert.IsType<ActivityRecorded>(Assert.IsType<Decided>(decision).Answer);

    private static ActivityRefunded Refunded(Decision decision) => Assert.IsType<ActivityRefunded>(Assert.IsType<Decided>(decision).Answer);

    /// <summary>The newest answer of its kind as the journal has it.</summary>
    private static T Told<T>(OneShard shard) => shard.Answers().OfType<T>().Last();

    private static void AssertSound(OneShard shard)
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }
}
