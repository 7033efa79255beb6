using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Stock;

public sealed class Treasuries
{
    [Theory]
    [InlineData(100_000, 1, 64, 256)]
    [InlineData(10_000, 1, 64, 39)]
    [InlineData(10_000, 50, 64, 50)]
    [InlineData(256, 1, 64, 1)]
    [InlineData(255, 1, 64, 1)]
    [InlineData(255, 7, 64, 7)]
    [InlineData(3, 7, 64, 3)]
    [InlineData(4, 1, 1, 1)]
    [InlineData(400, 1, 1, 100)]
    public void A_grant_is_ahead_of_need_only_while_there_is_plenty(long free, long waiting, int shards, long units) =>
        Assert.Equal(units, TreasurySteps.GrantOf(free, waiting, shards));

    [Fact]
    public void A_request_that_comes_before_the_stock_is_known_waits_for_it()
    {
        Town town = new Town(2).With(AProgramme().FreePlays(1));
        TestShard home = town.HomeOf(WheelId);
        int other = 1 - home.State.Shard.Value;
        MemberKey member = town.Enrol(0, other);
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(AProgramme().FreePlays(1).AlwaysWinning(5)), null, "lin"), town.Now);
        town.DeliverNext<CatalogueOffered>(new(other));
        town.Now = new(town.Now.Microseconds + 2_000_000);
        RequestKey key = town.NewKey();
        town.Play(member, key);

        Assert.True(town.DeliverNext<UnitsWanted>());
        Treasury treasury = Assert.Single(home.State.Treasuries);
        Assert.Equal((false, 0L), (treasury.IsStocked, treasury.Total));
        Assert.Equal([new Wish(new(other), null, 1, 1)], treasury.Wishes);

        town.Settle();
        Assert.Equal("gold", Assert.IsType<Played>(town.AnswerOf(member, key)).Segment);
    }

    [Fact]
    public void A_repeated_request_or_grant_or_return_changes_nothing()
    {
        Town town = new Town(1).With(AProgramme().AlwaysWinning(5).FreePlays(1));
        TestShard shard = town.Shards[0];
        town.PlayOut(town.Enrol(0));
        string before = States(shard);

        Message[] repeats =
        [
            new UnitsWanted(WheelId, "gold", null, 1, 1), new UnitsGranted(WheelId, "gold", null, 1, 1), new UnitsReturned(WheelId, "gold", null, 1, 1),
            new UnitsGranted(WheelId, "gold", null, 2, 0), new UnitsWanted(WheelId, "gold", null, 2, 0),
        ];
        foreach (Message message in repeats)
        {
            Decided decided = Assert.IsType<Decided>(DeliveryRules.Decide(shard.State, Next(town, message), default));
            Assert.IsType<MessageRefused>(Assert.Single(decided.Events));
            Assert.Empty(decided.Messages);
        }

        Assert.Equal(before, States(shard));
    }

    [Fact]
    public void A_repeated_or_early_delivery_is_not_taken_in()
    {
        Town town = new Town(1).With(AProgramme().AlwaysWinning(5));
        long received = town.Shards[0].State.Self.Mail.Received(new(0), Lane.Control);
        UnitsWanted body = new(WheelId, "gold", null, 1, 1);

        Rejected repeated = Assert.IsType<Rejected>(town.Shards[0].Submit(new Delivery(new(0), Lane.Control, received, body), town.Now));
        Rejected early = Assert.IsType<Rejected>(town.Shards[0].Submit(new Delivery(new(0), Lane.Control, received + 2, body), town.Now));

        Assert.Equal((RejectionCodes.Nothing, RejectionCodes.TryAgain), (repeated.Code, early.Code));
    }

    [Fact]
    public void A_request_to_a_shard_that_keeps_no_treasury_of_it_is_refused()
    {
        Town town = new Town(2).With(AProgramme().AlwaysWinning(5));
        TestShard other = town.Shards.Single(s => s != town.HomeOf(WheelId));

        Decided decided = TreasuryRules.Receive(other.State, new(0), new UnitsWanted(WheelId, "gold", null, 1, 1));

        Assert.IsType<MessageRefused>(Assert.Single(decided.Events));
    }

    [Fact]
    public void None_is_answered_only_after_every_slice_that_may_hold_units_has()
    {
        Town town = new Town(2).With(AProgramme().AlwaysWinning(16).FreePlays(100));
        MemberKey here = town.Enrol(0, 0);
        MemberKey there = town.Enrol(0, 1);
        Treasury treasury = town.HomeOf(WheelId).State.Treasuries[0];
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal("gold", ((Played)town.PlayOut(there)!).Segment);
        }

        Assert.True(town.Shards[1].State.Lottery(WheelId).Spare("gold", null) > 0 || treasury.Free > 0);
        for (int i = 0; i < 14; i++)
        {
            Assert.Equal("gold", ((Played)town.PlayOut(here)!).Segment);
        }

        Assert.Equal("none", ((Played)town.PlayOut(here)!).Segment);
        Assert.NotEmpty(town.Events<RecallBegun>());
        Assert.All(town.Shards, s => Assert.True(s.State.Lottery(WheelId).FindAccount("gold", null)!.IsExhausted));
        Assert.Equal("none", Assert.IsType<Played>(((Decided)town.Play(there)).Answer).Segment);
    }

    [Fact]
    public void A_recall_leaves_the_units_that_waiting_plays_have_a_claim_on()
    {
        Town town = new Town(1).With(AProgramme().AlwaysWinning(5).FreePlays(9));
        MemberKey member = town.Enrol(0);
        town.Play(member);
        town.DeliverNext<UnitsWanted>();
        town.DeliverNext<UnitsGranted>();
        UnitAccount account = town.Shards[0].State.Lottery(WheelId).FindAccount("gold", null)!;
        long unused = account.Unused;

        Decided decided = SliceRules.Receive(town.Shards[0].State, new(0), new UnitsRecall(WheelId, "gold", null, 1), town.Now);

        Assert.Equal(unused - 1, Assert.IsType<UnitsGivenBack>(decided.Events[0]).Units);
    }

    [Fact]
    public void Each_account_has_one_request_under_way_for_all_its_waiting_plays()
    {
        Town town = new Town(1).With(AProgramme().AlwaysWinning(3).FreePlays(9));
        for (int n = 0; n < 5; n++)
        {
            town.Play(town.Enrol(n));
        }

        Assert.Single(town.Events<UnitsAsked>());
        town.Settle();

        Assert.Equal([1, 4], town.Events<UnitsAsked>().Select(a => a.Waiting).Take(2));
        Assert.Equal(3, town.Checks.Awarded["lottery:wheel/gold"]);
    }

    private static string States(TestShard shard) => string.Join('\n', TestShard.StatesOf(shard.State));

    /// <summary>The next message that shard 0 may take from itself.</summary>
    private static Delivery Next(Town town, Message body) =>
        new(new(0), Lane.Control, town.Shards[0].State.Self.Mail.Received(new(0), Lane.Control) + 1, body);
}
