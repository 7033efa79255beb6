using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class Rewarding_ranks
{
    private const string Noon = "2026-11-21T12:00:00+08:00";
    private const string Over = "2026-11-22T00:10:00+08:00";
    private const string Cause = "board:day/2026-11-21";
    private static readonly BoardTier[] Tiers =
    [
        new(1, null, new(new(1000), null, "star")), new(3, null, new(new(500), new(WheelId, 2), null)), new(null, 50, new(new(50), null, null)),
    ];

    [Fact]
    public void The_highest_are_given_what_their_rank_brings_once_and_the_others_nothing()
    {
        Town town = TownOf(3, AProgramme().WithTickets());
        MemberKey[] members = EarnInTurn(town, 90, 80, 70, 60, 50, 40, 30, 20, 10, 5);
        Assert.Empty(town.Events<BoardRewardGiven>());
        GoTo(town, Over);

        Assert.Equal([1000, 500, 500, 50, 50, 0, 0, 0, 0, 0], members.Select(member => Given(town, member)));
        Assert.Equal([members[0]], members.Where(member => MemberOf(town, member).Awards.HasBadge("star")));
        Assert.Equal([0, 2, 2, 0], members.Take(4).Select(member => MemberOf(town, member).PlaysIn(WheelId).Tickets));
        Assert.Equal(5, town.Events<BoardRewardGiven>().Count());
        Assert.All(town.Events<PointsEarned>().Where(earned => earned.Board == "day"), earned => Assert.Equal((Cause, "board"), (earned.Cause, earned.Rule)));
        AssertSound(town);
    }

    [Fact]
    public void Of_equal_scores_who_got_there_first_is_rewarded()
    {
        Town town = TownOf(2, AProgramme());
        MemberKey[] members = EarnInTurn(town, 10, 10, 10, 10);
        GoTo(town, Over);
        Assert.Equal([1000, 500, 500, 0], members.Select(member => Given(town, member)));
    }

    [Fact]
    public void Points_of_rewards_move_no_board_and_count_for_the_member()
    {
        Town town = TownOf(1, AProgramme());
        MemberKey member = EarnInTurn(town, 10)[0];
        GoTo(town, Over);
        TestShard shard = town.Shards[0];
        Assert.Null(BoardQuery.PlaceOf(shard.State, "day", PeriodKey.Parse("2026-11-22"), member));
        Assert.Equal(10, BoardQuery.PlaceOf(shard.State, "ever", PeriodKey.AllTime, member)!.Value.Score);
        Assert.Equal(1010, MemberOf(town, member).Purse.Earned.Value);
    }

    [Fact]
    public void Nobody_on_the_board_is_nobody_to_reward()
    {
        Town town = TownOf(3, AProgramme());
        GoTo(town, Over);
        Assert.Single(town.Events<BoardFinalized>(), final => final.On == "boardowner:day");
        Assert.Empty(town.Events<BoardRankingBegun>());
        Assert.Empty(town.Events<BoardRewardsBegun>());
    }

    [Fact]
    public void What_is_given_is_what_the_board_promised_as_the_period_ended()
    {
        Town town = TownOf(2, AProgramme());
        MemberKey member = EarnInTurn(town, 10)[0];
        town.Now = At("2026-11-22T00:05:00+08:00");
        town.With(AProgramme().WithBoards(ABoard("ever", PeriodKind.AllTime)));
        GoTo(town, Over);
        Assert.Equal(1000, Given(town, member));
    }

    [Fact]
    public void Points_come_from_the_budget_of_the_campaign_as_far_as_it_has_them()
    {
        BoardTier[] tiers = [new(3, null, new(new(40), null, null))];
        Town town = TownOf(4, AProgramme().Budgeted(100).WithEarning(1, 100, "fuel"), tiers, CampaignId, new(BoardMetric.Amount, ["purchase"]));
        MemberKey[] members = EarnInTurn(town, 30, 20, 10);
        GoTo(town, Over);

        Assert.Equal(100, members.Sum(member => Given(town, member)));
        Assert.Equal([(Cause, CampaignId, 20L)], town.Events<EarningCut>().Select(cut => (cut.Cause, cut.Campaign, cut.Points.Value)));
        Assert.Equal(100, town.Events<BudgetUsed>().Sum(used => used.Points.Value));
        AssertSound(town);
    }

    /// <summary>Whatever the order of mail and of what is due, points that lie on a shard for a reward are given before what is left goes back.</summary>
    [Fact]
    public void A_budget_that_is_too_small_for_all_rewards_is_given_whole()
    {
        BoardTier[] tiers = [new(3, null, new(new(40), null, null))];
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Town town = TownOf(3, AProgramme().Budgeted(100).WithEarning(1, 100, "fuel"), tiers, CampaignId, new(BoardMetric.Amount, ["purchase"]), seed: seed);
            MemberKey[] members = EarnInTurn(town, 30, 20, 10);
            GoTo(town, Over);

            Assert.True(members.Sum(member => Given(town, member)) == 100, $"seed {seed}: {string.Join(", ", members.Select(member => Given(town, member)))}");
            AssertSound(town);
        }
    }

    [Fact]
    public void What_the_member_owes_is_paid_first()
    {
        OneShard shard = ShardBuilder.AShard().Running(Boards(AProgramme().Costing(60), Tiers)).At(Noon).Build();
        shard.Reports("a", Noon, 10_000);
        shard.PlayOut();
        shard.Refunds("a");
        long owed = shard.Member.Purse.Owed.Value;
        shard.Reports("b", Noon, 1);
        Assert.True(owed > 0);
        shard.Town.Shards[0].Submit(new ReportActivity(shard.Key, "c", "purchase", At(Noon), 10_000, null, null, null), shard.Town.Now, shard.Town.NewKey());
        shard.GoTo(Over);
        Assert.Equal(0, shard.Member.Purse.Owed.Value);
        Assert.Equal(1000, Given(shard.Town, shard.Key));
    }

    [Fact]
    public void Periods_that_close_one_after_the_other_are_kept_until_their_rewards_are_given()
    {
        Town town = TownOf(5, AProgramme(), keep: 1);
        MemberKey[] members = EarnInTurn(town, 30, 20, 10);
        town.Now = At("2026-11-25T12:00:00+08:00");
        town.Settle();
        Assert.Equal([1000, 500, 500], members.Select(member => Given(town, member)));
        Assert.Equal(4, town.Events<BoardFinalized>().Count(final => final.On == "boardowner:day"));
        Assert.All(town.Shards, shard => Assert.Equal(["2026-11-24"], shard.State.Board("day").Closed.Select(closed => closed.Period.ToString())));
        AssertSound(town);
    }

    [Fact]
    public void A_reward_cannot_be_had_early_twice_or_by_another()
    {
        Town town = TownOf(1, AProgramme());
        MemberKey[] members = EarnInTurn(town, 30, 20);
        TestShard shard = town.Shards[0];
        Assert.IsType<Rejected>(shard.Submit(new GiveBoardReward("day", "2026-11-21", 0, members[0]), town.Now));
        GoTo(town, Over);
        Assert.IsType<Rejected>(shard.Submit(new GiveBoardReward("day", "2026-11-21", 0, members[0]), town.Now));
        Assert.IsType<Rejected>(shard.Submit(new GiveBoardReward("day", "2026-11-21", 1, members[1]), town.Now));
        Assert.IsType<Rejected>(shard.Submit(new GiveBoardReward("day", "tomorrow", 1, members[1]), town.Now));
    }

    [Fact]
    public void Rewards_beyond_the_window_wait_for_those_before_them_whatever_the_order()
    {
        Town town = TownOf(1, AProgramme(), [new(null, 100, new(new(1), null, null))]);
        EarnInTurn(town, [.. Enumerable.Range(1, 100).Select(n => (long)n)]);
        town.Now = At(Over);
        TestShard shard = town.Shards[0];
        int most = 0;
        while (town.Step())
        {
            most = Math.Max(most, shard.State.Board("day").Closed.Select(closed => closed.Rewards?.Ahead.Count ?? 0).DefaultIfEmpty().Max());
        }

        Assert.InRange(most, 1, PeriodRewards.Window - 1);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => (long)n), town.Events<BoardRewardGiven>().Select(given => given.Position).Order());
        AssertSound(town);
    }

    private static ProgrammeBuilder Boards(ProgrammeBuilder programme, IReadOnlyList<BoardTier> tiers, string? budget = null, BoardMeasure? measure = null, int keep = 3) =>
        programme.WithBadges(ABadge("star", BadgeCounter.Given, 1)).WithBoards(
            ABoard("day", PeriodKind.Day, keep: keep, measure: measure) with { Rewards = tiers, Budget = budget }, ABoard("ever", PeriodKind.AllTime));

    private static Town TownOf(
        int shards, ProgrammeBuilder programme, IReadOnlyList<BoardTier>? tiers = null, string? budget = null, BoardMeasure? measure = null, int keep = 3, ulong seed = 5) =>
        new Town(shards, seed) { Now = At(Noon) }.With(Boards(programme, tiers ?? Tiers, budget, measure, keep));

    private static MemberKey[] EarnInTurn(Town town, params long[] points)
    {
        MemberKey[] members = [.. points.Select((_, n) => town.Enrol(n))];
        for (int i = 0; i < points.Length; i++)
        {
            town.Now = new(town.Now.Microseconds + 1_000_000);
            town.EarnOut(members[i], points[i]);
        }

        return members;
    }

    private static void GoTo(Town town, string instant)
    {
        town.Now = At(instant);
        town.Settle();
    }

    private static Jifen.Grains.Member.MemberGrain MemberOf(Town town, MemberKey member) => town.HomeOf(member).State.FindMember(member)!;

    private static long Given(Town town, MemberKey member) => town.HomeOf(member).Journal.Where(record => record.At.Member == member)
        .SelectMany(record => System.Text.Json.JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? [])
        .OfType<PointsEarned>().Where(earned => earned.Board is not null).Sum(earned => earned.Points.Value);

    private static void AssertSound(Town town)
    {
        foreach (TestShard shard in town.Shards)
        {
            shard.AssertReplays();
            shard.AssertDerivable();
        }
    }
}
