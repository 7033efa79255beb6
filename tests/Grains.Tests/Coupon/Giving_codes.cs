using Jifen.Grains.Coupon;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Coupon;

public class Giving_codes
{
    private const string Pool = CouponRun.Pool;

    private static ProgrammeBuilder AlwaysCoffee => AProgramme().FreePlays(1000)
        .WithSegments(Segment("coffee", 1_000_000_000_000, new CouponPrize(Pool, Text("Coffee")), null, "none"), Segment("none", 1));

    [Fact]
    public void A_play_that_wins_a_coupon_has_its_code_in_the_wallet()
    {
        Town town = new Town(3).With(AlwaysCoffee);
        Upload(town, 0, 2);
        MemberKey member = town.Enrol(0);

        Played played = Assert.IsType<Played>(town.PlayOut(member));

        Assert.Equal("coffee", played.Segment);
        WalletPrizeView prize = Assert.Single(Wallet(town, member).Prizes);
        Assert.Equal((played.Play.ToString(), PrizeStates.Ready, Pool, 0L), (prize.Prize, prize.State, prize.Pool, prize.Serial));
        Assert.Equal("lottery:wheel/coffee", prize.Source);
    }

    [Fact]
    public void A_pool_without_codes_is_out_and_the_fallback_serves()
    {
        Town town = new Town(3).With(AlwaysCoffee);
        MemberKey member = town.Enrol(0);

        Played played = Assert.IsType<Played>(town.PlayOut(member));

        Assert.Equal(("none", false), (played.Segment, played.Prize));
        Assert.Equal(["coffee"], played.Exhausted);
        Assert.Empty(Wallet(town, member).Prizes);
    }

    [Fact]
    public void Codes_that_are_added_end_the_exhaustion()
    {
        Town town = new Town(3).With(AlwaysCoffee);
        MemberKey member = town.Enrol(0);
        town.PlayOut(member);
        Upload(town, 0, 1);

        Assert.Equal("coffee", Assert.IsType<Played>(town.PlayOut(member)).Segment);
        Assert.Equal("none", Assert.IsType<Played>(town.PlayOut(member)).Segment);
    }

    [Fact]
    public void Of_two_that_add_after_the_same_code_one_looks_again()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 0, 5);

        Rejected second = Assert.IsType<Rejected>(Add(town, 0, 5));

        Assert.Equal(RejectionCodes.TryAgain, second.Code);
        Assert.Equal(5, CouponRules.View(Home(town).State, Pool)!.Total);
    }

    [Fact]
    public void A_pool_holds_a_million_codes_and_no_more()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 0, 1_000_000);

        Assert.Equal(RefusalCodes.LimitReached, Assert.IsType<Refusal>(Assert.IsType<Decided>(Add(town, 1_000_000, 1)).Answer).Code);
    }

    [Fact]
    public void A_pool_calls_once_for_more_and_again_after_it_had_more()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 0, 4);
        Home(town).Submit(new SetPoolAlarm(Pool, 3, "lin"), town.Now);
        MemberKey member = town.Enrol(0);
        for (int i = 0; i < 4; i++)
        {
            town.PlayOut(member);
        }

        PoolRanLow low = Assert.Single(town.Events<PoolRanLow>());
        Assert.Equal(2, low.Free);
        Upload(town, 4, 3);
        Assert.Single(town.Events<PoolRefilled>());
        town.PlayOut(member);
        Assert.Equal([2L, 2L], town.Events<PoolRanLow>().Select(told => told.Free));
    }

    [Fact]
    public void A_card_is_opened_at_once_and_its_code_comes_after()
    {
        Town town = new Town(3).With(AProgramme().WithDecks(ADeck(ACard("cup", 5, CouponRun.Coupon), ACard("other", 1, CouponRun.Coupon))));
        Upload(town, 0, 1);
        MemberKey member = town.Enrol(0);
        Dealt dealt = Assert.IsType<Dealt>(town.BuyOut(member));

        Scratched opened = Assert.IsType<Scratched>(Assert.IsType<Decided>(town.Scratch(member, dealt.Card)).Answer);

        Assert.True(opened.Prize);
        Assert.Equal(PrizeStates.Coming, Assert.Single(Wallet(town, member).Prizes).State);
        town.Settle();
        WalletPrizeView prize = Assert.Single(Wallet(town, member).Prizes);
        Assert.Equal((PrizeStates.Ready, 0L, $"{dealt.Card}-1"), (prize.State, prize.Serial, prize.Prize));
    }

    [Fact]
    public void A_card_whose_pool_is_out_gives_what_stands_in()
    {
        Town town = new Town(3).With(AProgramme().WithDecks(ADeck(ACard("cup", 5, CouponRun.Coupon), ACard("other", 1, CouponRun.Coupon))));
        MemberKey member = town.Enrol(0);
        for (int i = 0; i < 2; i++)
        {
            town.Scratch(member, Assert.IsType<Dealt>(town.BuyOut(member)).Card);
            town.Settle();
        }

        Assert.Equal([PrizeStates.Replaced, PrizeStates.Replaced], Wallet(town, member).Prizes.Select(prize => prize.State));
        Assert.Equal(14, town.HomeOf(member).State.FindMember(member)!.Purse.Balance.Value);
    }

    [Theory]
    [InlineData("p3-17", 0)]
    [InlineData("p3-17-2", 2)]
    public void The_id_of_a_prize_reads_as_it_is_written(string text, int part)
    {
        Assert.True(PrizeId.TryParse(text, out PrizeId id));
        Assert.Equal((new PrizeId(new(new(3), new(17)), part), text), (id, id.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("p3")]
    [InlineData("p3-17-0")]
    [InlineData("p3-17-x")]
    [InlineData("p3--1")]
    [InlineData("p3-17-2-1")]
    public void What_is_no_prize_id_is_not_read(string text) => Assert.False(PrizeId.TryParse(text, out _));

    private static TestShard Home(Town town) => town.HomeOf(CouponName.Of(Pool));

    private static Decision Add(Town town, long before, int count) => Home(town).Submit(new AddCodes(Pool, before, default, count, "lin"), town.Now);

    private static void Upload(Town town, long before, int count)
    {
        Assert.IsType<PoolChanged>(Assert.IsType<Decided>(Add(town, before, count)).Answer);
        town.Settle();
    }

    private static WalletView Wallet(Town town, MemberKey member) => Wallets.Of(town, member);
}
