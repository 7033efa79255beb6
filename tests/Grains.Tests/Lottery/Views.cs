using Jifen.Grains.Lottery;
using Jifen.Grains.Member;
using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Views
{
    private static ProgrammeBuilder OneGold => AProgramme().FreePlays(3).Limited(perDay: 4).Costing(7)
        .WithSegments(Stocked("gold", 1000, 1, fallback: "small"), Segment("small", 10, new PointsPrize(new(5))), Segment("none", 1))
        .Guaranteeing(3, "small");

    [Fact]
    public void Odds_follow_the_stock_and_the_guarantee()
    {
        OneShard shard = AShard().Running(OneGold).Build();
        Assert.Equal([1000L, 10L, 1L], Weights(shard));

        shard.Wins("gold");
        shard.Wins("gold");

        Assert.Equal([0L, 1010L, 1L], Weights(shard));
        Assert.Equal(1011, View(shard).TotalWeight);
    }

    [Fact]
    public void The_play_that_the_guarantee_serves_has_no_blank()
    {
        OneShard shard = AShard().Running(OneGold).Build();
        shard.Wins("none");
        shard.Wins("none");

        Assert.Equal([1000L, 11L, 0L], Weights(shard));
        Assert.Equal(2, View(shard).SinceWin);
    }

    [Fact]
    public void Plays_left_never_pass_the_limit_of_the_day()
    {
        OneShard shard = AShard().Running(OneGold).WithPoints(70).Build();
        Assert.Equal(new PlaysLeft(WheelId, 3, 4, null), View(shard).Plays);
        for (int i = 0; i < 4; i++)
        {
            shard.PlayOut();
        }

        Assert.Equal(new PlaysLeft(WheelId, 0, 0, null), View(shard).Plays);
    }

    [Fact]
    public void A_view_says_whether_and_until_when_it_is_open()
    {
        OneShard shard = AShard().Running(OneGold.From("2026-11-21T08:00:00+08:00", "2026-11-21T20:00:00+08:00")).At("2026-11-21T07:00:00+08:00").Build();
        Assert.Equal((false, At("2026-11-21T08:00:00+08:00"), At("2026-11-21T20:00:00+08:00")), (View(shard).Open, View(shard).Opens, View(shard).Closes));

        shard.GoTo("2026-11-21T09:00:00+08:00");
        Assert.True(View(shard).Open);
        Assert.Equal(View(shard).Commitment, shard.Slice.FindSeed("2026-11-21")!.Commitment);

        shard.Submit(new SetPaused($"lottery:{WheelId}", true, "lin", "a test"));
        Assert.False(View(shard).Open);
        Assert.Null(LotteryQuery.View(shard.State, "other", null, shard.Town.Now));
    }

    [Fact]
    public void A_game_that_has_closed_says_sold_out()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(1).ClosingWhenEmpty().FreePlays(9)).Build();
        Assert.False(View(shard).SoldOut);
        shard.PlayOut();
        shard.PlayOut();

        Assert.True(View(shard).SoldOut);
        Assert.Equal([0L, 1L], Weights(shard));
    }

    [Fact]
    public void A_member_sees_points_that_can_be_spent_and_books_that_balance()
    {
        OneShard shard = AShard().Running(OneGold.Expiring(new ExpiresAtEndOfMonth(0))).At("2026-11-30T12:00:00+08:00").WithPoints(30).Build();
        shard.Wins("small");
        MemberView view = MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!;
        Assert.Equal((new Points(35), Points.Zero), (view.Points.Available, view.Points.Owed));
        Assert.Equal([new LotView(new(35), At("2026-12-01T00:00:00+08:00"))], view.Points.Lots);

        shard.GoTo("2026-12-01T00:00:00+08:00");
        view = MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!;

        Assert.Equal(Points.Zero, view.Points.Available);
        Assert.Empty(view.Points.Lots);
        Assert.True(view.Points.Books.Balances);
        Assert.Equal(new Points(35), view.Points.Books.Balance);
        Assert.Null(MemberQuery.View(shard.State, shard.Town.KeyFor(1), shard.Town.Now));
    }

    [Fact]
    public void Stock_is_seen_at_the_slices_and_at_the_treasury()
    {
        Town town = new Town(2).With(AProgramme().AlwaysWinning(100).FreePlays(9));
        town.PlayOut(town.Enrol(0, 0));
        town.PlayOut(town.Enrol(0, 1));

        SliceStockView[] slices = [.. town.Shards.SelectMany(s => StockQuery.Slice(s.State, WheelId))];
        TreasuryStockView treasury = Assert.Single(town.Shards.SelectMany(s => StockQuery.Treasuries(s.State, WheelId)));

        Assert.Equal([1, 1], slices.Select(s => s.Used));
        Assert.Equal((100, 100), (treasury.Total, treasury.Free + slices.Sum(s => s.Used + s.Unused)));
    }

    private static LotteryView View(OneShard shard) => LotteryQuery.View(shard.State, WheelId, shard.Key, shard.Town.Now)!;

    private static IEnumerable<long> Weights(OneShard shard) => View(shard).Odds.Select(o => o.Weight);
}
