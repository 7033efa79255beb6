using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Orders;

public class Goods_won
{
    private static GoodsPrize Sent => new(Text("Cup")) { Delivery = GoodsDelivery.Address };

    [Fact]
    public void A_play_that_wins_goods_begins_one_order_that_the_play_names()
    {
        Town town = new Town(3).With(AProgramme().FreePlays(10).WithSegments(Segment("cup", 1_000_000_000_000, Sent), Segment("none", 1)));
        MemberKey member = town.Enrol(0);

        Played played = Assert.IsType<Played>(town.PlayOut(member));

        WalletPrizeView prize = Assert.Single(WalletQuery.View(town.HomeOf(member).State, member)!.Prizes);
        Assert.Equal((played.Play.ToString(), "awaiting_address", "lottery:wheel/cup"), (prize.Prize, prize.State, prize.Source));
        Assert.True(prize.Order!.NeedsAddress);
    }

    [Fact]
    public void Goods_that_the_brand_sees_to_by_itself_have_no_order()
    {
        Town town = new Town(1).With(AProgramme().FreePlays(10).WithSegments(Segment("cup", 1_000_000_000_000, new GoodsPrize(Text("Cup"))), Segment("none", 1)));
        MemberKey member = town.Enrol(0);

        town.PlayOut(member);

        Assert.Empty(town.Events<GoodsWon>());
    }

    [Fact]
    public void Goods_that_are_collected_are_ready_at_once_need_no_address_and_are_handed_over()
    {
        Town town = new Town(1).With(AProgramme().FreePlays(10)
            .WithSegments(Segment("cup", 1_000_000_000_000, new GoodsPrize(Text("Cup")) { Delivery = GoodsDelivery.Collect }), Segment("none", 1)));
        MemberKey member = town.Enrol(0);
        PlayId prize = Assert.IsType<Played>(town.PlayOut(member)).Play;

        Assert.Equal(RefusalCodes.WrongStep, Assert.IsType<Refusal>(Answer(town, new GiveAddress(member, prize, 0, default), member)).Code);
        Assert.Equal("delivered", Assert.IsType<OrderChanged>(Answer(town, new MoveOrder(member, prize, 0, "delivered", "lin"), member)).State);
    }

    [Fact]
    public void A_card_worth_goods_begins_an_order_when_it_is_scratched()
    {
        Town town = new Town(3).With(AProgramme().WithDecks(ADeck(ACard("cup", 3, Sent))));
        MemberKey member = town.Enrol(0);
        Dealt dealt = Assert.IsType<Dealt>(town.BuyOut(member));
        Assert.Empty(town.Events<GoodsWon>());

        town.Scratch(member, dealt.Card);

        GoodsWon won = Assert.Single(town.Events<GoodsWon>());
        Assert.Equal((dealt.Card, 1, "card:cards/cup"), (won.Prize, won.Part, won.Source));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(30)]
    public void A_draw_worth_goods_begins_an_order_for_whom_it_is_given(int? claimHours)
    {
        Town town = new Town(3).With(AProgramme().WithDraws(ADraw(APrize("cup", 1, Sent)) with { ClaimHours = claimHours }));
        MemberKey member = town.Enrol(0);
        town.Enter(member);
        town.Settle();
        town.Now = At("2026-11-21T21:00:00+08:00");
        town.Settle();
        if (claimHours is not null)
        {
            Assert.Empty(town.Events<GoodsWon>());
            town.Claim(member, Assert.Single(town.Events<DrawPrizeWon>()).Period);
        }

        GoodsWon won = Assert.Single(town.Events<GoodsWon>());
        Assert.Equal((1, "draw:draw/cup"), (won.Part, won.Source));
        Assert.Equal(new PrizeId(won.Prize, 1).ToString(), Assert.Single(WalletQuery.View(town.HomeOf(member).State, member)!.Prizes).Prize);
    }

    [Fact]
    public void An_order_belongs_to_its_member()
    {
        Town town = new Town(1).With(AProgramme().FreePlays(10).WithSegments(Segment("cup", 1_000_000_000_000, Sent), Segment("none", 1)));
        (MemberKey winner, MemberKey other) = (town.Enrol(0), town.Enrol(1));
        PlayId prize = Assert.IsType<Played>(town.PlayOut(winner)).Play;

        Assert.Equal(RejectionCodes.UnknownPrize, Assert.IsType<Rejected>(town.Submit(other, new GiveAddress(other, prize, 0, default))).Code);
        Assert.Equal(RejectionCodes.UnknownPrize, Assert.IsType<Rejected>(town.Submit(winner, new EraseAddress(winner, prize, 1))).Code);
    }

    [Fact]
    public void The_wallet_keeps_all_open_orders_and_of_the_others_the_newest()
    {
        Town town = new Town(1).With(AProgramme().FreePlays(1000).WithSegments(Segment("cup", 1_000_000_000_000, Sent), Segment("none", 1)));
        MemberKey member = town.Enrol(0);
        PlayId[] won = [.. Enumerable.Range(0, OrderBook.MostOrders + 2).Select(n => Assert.IsType<Played>(town.PlayOut(member)).Play)];
        Assert.Equal(won.Length, town.HomeOf(member).State.FindMember(member)!.Orders.Orders.Count);
        town.Submit(member, new MoveOrder(member, won[5], 0, "cancelled", "lin") { Reason = "gone" });
        town.PlayOut(member);

        OrderBook book = town.HomeOf(member).State.FindMember(member)!.Orders;
        Assert.Equal(won.Length, book.Orders.Count);
        Assert.Null(book.Find(won[5], 0));
    }

    private static Answer? Answer(Town town, ShardInput input, MemberKey member) => Assert.IsType<Decided>(town.Submit(member, input, town.NewKey())).Answer;
}
