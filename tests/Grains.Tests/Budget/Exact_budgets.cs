using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Budget;

public sealed class Exact_budgets
{
    public static TheoryData<int, int> Towns()
    {
        TheoryData<int, int> towns = [];
        foreach (int shards in new[] { 1, 2, 7, 64 })
        {
            foreach (int budget in new[] { 1, 99, 1000, 5000 })
            {
                towns.Add(shards, budget);
            }
        }

        return towns;
    }

    [Theory]
    [MemberData(nameof(Towns))]
    public void Enough_activities_give_exactly_the_budget(int shards, int budget)
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            Town town = Spends(shards, budget, seed);
            Assert.Equal(budget, Given(town));
            Assert.Equal(budget, TreasuryOf(town).Out);
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(5000)]
    public void With_all_members_on_two_shards_of_sixty_four_the_rest_is_called_back(int budget)
    {
        Town town = Spends(64, budget, seed: 1, 5, 6);

        Assert.Equal(budget, Given(town));
        Assert.True(town.Checks.Exhaustions > 0);
    }

    [Fact]
    public void The_last_earning_receives_what_is_left_and_says_so()
    {
        Town town = new Town(3).With(Budget(100));
        MemberKey first = town.Enrol(0, 0);
        Assert.Equal((new Points(70), null), Told(town.EarnOut(first, 70)));

        MemberKey second = town.Enrol(0, 1);
        ActivityRecorded cut = town.EarnOut(second, 70, "purchase-2");

        Assert.Equal(new Points(30), cut.Points);
        Assert.Equal([new BudgetCut(CampaignId, new(40))], cut.Cuts);
        Assert.Equal([new RulePoints(RuleId, new(30))], cut.Rules);
        Assert.Equal([new EarningCut("purchase-2", CampaignId, new(40))], town.Events<EarningCut>());
        ActivityRecorded none = town.EarnOut(first, 5);
        Assert.Equal((Points.Zero, 5L), (none.Points, none.Cuts!.Single().Points.Value));
        Assert.Empty(none.Rules);
    }

    [Fact]
    public void The_rules_of_a_campaign_are_given_their_points_in_their_order()
    {
        Town town = new Town(2).With(Budget(10).WithRules(
            new EarningDocument(RuleId, Text("Base"), ["purchase"], 1, 100), Rule("extra", new AddedPoints(new(7)))));

        ActivityRecorded cut = town.EarnOut(town.Enrol(0), 9);

        Assert.Equal([new RulePoints(RuleId, new(9)), new RulePoints("extra", new(1))], cut.Rules);
        Assert.Equal(new Points(6), cut.Cuts!.Single().Points);
    }

    [Fact]
    public void A_cap_counts_what_was_given()
    {
        Town town = new Town(1).With(Budget(10).WithRules(Rule(RuleId, new BasePoints(1, 100), caps: new(null, 12, null, null))));
        MemberKey member = town.Enrol(0);
        town.EarnOut(member, 20);
        Assert.Equal(new Points(10), town.Events<CapUsed>().Single().Points);

        town.With(Budget(100).WithRules(Rule(RuleId, new BasePoints(1, 100), caps: new(null, 12, null, null))));

        Assert.Equal(new Points(2), town.EarnOut(member, 20).Points);
    }

    [Fact]
    public void A_refund_gives_the_budget_back_to_all_shards()
    {
        Town town = new Town(3).With(Budget(100));
        MemberKey first = town.Enrol(0, 0);
        MemberKey other = town.Enrol(0, 1);
        RequestKey report = town.NewKey();
        while (town.Submit(first, new ReportActivity(first, "p", "purchase", town.Now, 10_000, null, null, null), report) is NotYet)
        {
            town.HomeOf(first).Submit(new AskBudget(CampaignId, new(100)), town.Now);
            town.Step();
        }

        Assert.Equal(Points.Zero, town.EarnOut(other, 10).Points);
        town.Settle();

        town.Submit(first, new RefundActivity(first, "p", report, 4_000, null), town.NewKey());
        town.Settle();

        Assert.Equal(40, TreasuryOf(town).Free);
        Assert.Equal((new Points(40), 10L), Told(town.EarnOut(other, 50)));
        Assert.Equal(100, Given(town));
    }

    [Fact]
    public void Points_for_which_nobody_comes_back_go_to_those_who_want_them()
    {
        Town town = new Town(3).With(Budget(100));
        MemberKey gone = town.Enrol(0, 0);
        town.HomeOf(gone).Submit(new AskBudget(CampaignId, new(150)), town.Now);
        while (town.DeliverNext<UnitsWanted>() || town.DeliverNext<UnitsGranted>())
        {
        }

        town.HomeOf(gone).Submit(new AskBudget(CampaignId, new(150)), town.Now);
        town.Settle();

        Assert.Contains(town.Records(), r => r.Input is HandInBudget);
        Assert.Equal(100, TreasuryOf(town).Free);
        Assert.Equal((new Points(100), 20L), Told(town.EarnOut(town.Enrol(0, 1), 120)));
    }

    [Fact]
    public void Points_that_were_kept_are_handed_in_though_the_budget_is_raised_before()
    {
        Town town = new Town(3).With(Budget(100));
        MemberKey gone = town.Enrol(0, 0);
        town.HomeOf(gone).Submit(new AskBudget(CampaignId, new(150)), town.Now);
        while (town.DeliverNext<UnitsWanted>() || town.DeliverNext<UnitsGranted>())
        {
        }

        town.HomeOf(gone).Submit(new AskBudget(CampaignId, new(150)), town.Now);
        while (town.DeliverNext<UnitsWanted>() || town.DeliverNext<UnitsRecall>() || town.DeliverNext<UnitsReturned>() || town.DeliverNext<PrizeExhausted>())
        {
        }

        town.CatalogueHome.Submit(new PublishProgramme(town.Store(Budget(110)), null, "lin"), town.Now);
        while (town.DeliverNext<CatalogueOffered>() || town.DeliverNext<PrizeExhausted>() || town.DeliverNext<PrizeRestocked>())
        {
        }

        Assert.False(town.HomeOf(gone).State.Budget(CampaignId).Account.ToldExhausted);
        Assert.Equal((new Points(110), 10L), Told(town.EarnOut(town.Enrol(0, 1), 120)));
        town.Settle();
    }

    [Fact]
    public void A_raised_budget_gives_again_and_a_lowered_one_takes_nothing_from_members()
    {
        Town town = new Town(3).With(Budget(100));
        MemberKey member = town.Enrol(0, 0);
        town.EarnOut(member, 120);

        town.With(Budget(150));
        Assert.Equal((new Points(30), null), Told(town.EarnOut(member, 30)));

        town.With(Budget(50));
        town.Settle();
        Treasury treasury = TreasuryOf(town);
        Assert.Equal((130, 0, 130), (treasury.Total, treasury.Free, treasury.Out));
        Assert.Equal(Points.Zero, town.EarnOut(member, 1).Points);
        Assert.Equal(new Points(130), town.HomeOf(member).State.FindMember(member)!.Purse.Balance);
    }

    [Fact]
    public void What_prizes_may_give_is_set_aside()
    {
        Town town = new Town(2).With(Budget(1000).WithSegments(
            Segment("coins", 1, new PointsPrize(new(20)), new StockRule(10, null), "none"), Segment("none", 1)));

        Assert.Equal(800, TreasuryOf(town).Total);
        Assert.Equal(new Points(800), town.EarnOut(town.Enrol(0), 900).Points);
    }

    [Fact]
    public void Grains_of_a_budget_are_what_their_records_and_their_bytes_say()
    {
        Town town = Spends(3, 1000, seed: 5);

        Assert.All(town.Shards, shard => shard.AssertReplays());
        Assert.All(town.Shards, shard => shard.AssertDerivable());
        Assert.Contains(town.Shards, shard => shard.State.Budgets.Count == 1);
    }

    [Fact]
    public void Control_points_that_are_not_taken_from_the_budget_are_caught()
    {
        Town town = new Town(1).With(Budget(100));
        town.Shards[0].Tamper = (_, _, decision) =>
            decision is Decided decided ? decided with { Events = [.. decided.Events.Where(e => e is not BudgetUsed)] } : decision;
        MemberKey member = town.Enrol(0);
        town.EarnOut(member, 100);
        town.EarnOut(member, 100);

        Assert.NotEqual(100, town.Events<PointsEarned>().Sum(e => e.Points.Value));
    }

    private static ProgrammeBuilder Budget(long points) => AProgramme().WithSegments(Segment("none", 1), Segment("nothing", 1)).Budgeted(points);

    private static (Points Points, long? Cut) Told(ActivityRecorded answer) => (answer.Points, answer.Cuts?.Single().Points.Value);

    private static Treasury TreasuryOf(Town town) =>
        town.HomeOf(BudgetName.Of(CampaignId)).State.Treasury(BudgetName.Of(CampaignId), BudgetName.Segment);

    /// <summary>What members have of the budget.</summary>
    private static long Given(Town town)
    {
        long earned = town.Events<PointsEarned>().Where(e => e.Budget == CampaignId).Sum(e => e.Points.Value);
        long back = town.Events<PointsReversed>().Sum(e => e.Points.Value);
        Assert.Equal(earned - back, town.Checks.Awarded.GetValueOrDefault(BudgetName.Of(CampaignId)));
        return earned - back;
    }

    /// <summary>Members earn until ten earnings in a row were given nothing.</summary>
    private static Town Spends(int shards, int budget, ulong seed, params int[] homes)
    {
        Town town = new Town(shards, seed).With(Budget(budget));
        Dice dice = new(seed + 1000);
        MemberKey[] members = [.. Enumerable.Range(0, 30).Select(n => town.Enrol(n, homes))];
        for (int dry = 0; dry < 10;)
        {
            ActivityRecorded told = town.EarnOut(members[dice.Roll(members.Length)], 1 + dice.Roll(120));
            dry = told.Points == Points.Zero ? dry + 1 : 0;
            for (int steps = dice.Roll(6); steps > 0; steps--)
            {
                town.Step();
            }
        }

        town.Settle();
        return town;
    }
}
