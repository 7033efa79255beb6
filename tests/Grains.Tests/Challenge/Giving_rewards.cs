using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>Points, tickets and badges.</summary>
public sealed class Giving_rewards
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    [Fact]
    public void A_reward_of_tickets_is_played_after_the_free_plays_and_before_points()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().FreePlays(1).Costing(10).WithChallenges(A(new CountGoal(1, GivesTickets(1))))).Build();
        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 1000));
        Assert.Equal([new TicketsGiven(WheelId, 1, "challenge:goal")], shard.Events().OfType<TicketsGiven>());
        Assert.Equal(1, Assert.Single(Assert.IsType<ActivityRecorded>(decided.Answer).Challenges!).Rewards![0].Tickets);

        shard.Town.Settle();
        Assert.Null(shard.Wins("none").Ticket);
        Played ticket = shard.Wins("none");
        Assert.Equal((true, Points.Zero), (ticket.Ticket, ticket.Cost));
        Played paid = shard.Wins("none");
        Assert.Equal((null, new Points(10)), (paid.Ticket, paid.Cost));
        Assert.Equal(RefusalCodes.InsufficientPoints, shard.Refused());
        AssertSound(shard);
    }

    [Fact]
    public void An_undone_play_gives_its_ticket_back()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().Costing(null).WithTickets().ClosingWhenEmpty()
            .WithSegments(Segment("gold", 1_000_000_000_000, new GoodsPrize(Text("gold")), new(0, null)), Segment("none", 1))
            .WithChallenges(A(new CountGoal(1, GivesTickets(2))))).Build();
        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());
        shard.Reports("a", Now, 100);

        Assert.Equal(RefusalCodes.SoldOut, shard.Refused());
        Assert.True(shard.Taken().Ticket);
        Assert.Equal(2, shard.Member.PlaysIn(WheelId).Tickets);
        AssertSound(shard);
    }

    [Fact]
    public void A_badge_is_given_once_and_may_complete_a_set_of_badges_in_the_same_record()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme()
            .WithBadges(new BadgeDocument("star", Text("Star"), new(BadgeCounter.Given, [], 1)), ABadge("buyer", BadgeCounter.Purchases, 1))
            .WithChallenges(
                A(new LadderGoal(1, null, new(null, null, "star")), id: "ladder"),
                A(new SetGoal(SetOf.Badges, ["buyer", "star"], new(new(30), new(WheelId, 3), null)), id: "both"))).Build();

        Decided decided = Assert.IsType<Decided>(shard.Reports("a", Now, 100));
        ActivityRecorded told = Assert.IsType<ActivityRecorded>(shard.Answers()[^1]);
        Assert.Equal(["buyer", "star"], told.Badges);
        Assert.Equal(new GivenReward(null, 1, new(30), WheelId, 3, null), Assert.Single(Assert.Single(told.Challenges!, c => c.Challenge == "both").Rewards!));
        Assert.Equal((31, 3), (told.Available.Value, shard.Member.PlaysIn(WheelId).Tickets));
        shard.Reports("b", Now, 100);
        Assert.Equal((32, 2), (shard.Available, shard.Member.Awards.Badges.Count));
        Assert.Single(shard.Events(), e => e is ChallengeRewarded { Challenge: "both" });
        AssertSound(shard);
    }

    [Fact]
    public void A_reward_is_cut_to_what_the_budget_has_left_before_the_rules_are()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().Budgeted(40).WithSegments(Segment("none", 1), Segment("other", 1))
            .WithChallenges(A(new CountGoal(1, Gives(50))))).Build();

        ActivityRecorded told = shard.Town.EarnOut(shard.Key, 10);

        Assert.Equal((10, 40), (told.Points.Value, told.Available.Value));
        Assert.Equal(new Points(30), Assert.Single(Assert.Single(told.Challenges!).Rewards!).Points);
        Assert.Equal([new BudgetCut(CampaignId, new(20))], told.Cuts!);
        Assert.All(shard.Events().OfType<PointsEarned>(), earned => Assert.Equal(CampaignId, earned.Budget));
    }

    [Fact]
    public void A_reward_pays_what_is_owed_first()
    {
        OneShard shard = AShard().At(Now).Running(AProgramme().Costing(10).WithChallenges(A(new CountGoal(2, Gives(50))))).Build();
        shard.Reports("a", Now, 1000);
        shard.Wins("none");
        shard.Refunds("a");
        Assert.Equal(new Points(10), shard.Member.Purse.Owed);
        shard.Reports("b", Now, 100);

        shard.Reports("c", Now, 100);

        Assert.Equal((42, 0), (shard.Available, shard.Member.Purse.Owed.Value));
        AssertSound(shard);
    }

    private static void AssertSound(OneShard shard)
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }
}
