using Jifen.Grains.Coupon;
using Jifen.Grains.Tests.Coupon;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Badge;

/// <summary>What a complete set of badges gives, of each kind, once.</summary>
public sealed class Grand_prizes
{
    private const string Now = "2026-11-21T12:00:00+08:00";
    private const string Pool = "coffee";

    private static readonly ProgrammeBuilder Festival = AProgramme().FreePlays(100).Expiring(new NeverExpires())
        .WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1), ABadge("regular", BadgeCounter.Purchases, 2), ABadge("crown", BadgeCounter.Given, 0), ABadge("jewel", BadgeCounter.Given, 0));

    [Fact]
    public void Goods_begin_one_order_in_the_record_that_completes_the_set()
    {
        OneShard shard = Giving(new GoodsPrize(Text("Phone")) { Delivery = GoodsDelivery.Address });
        shard.Buys(1, Now, id: "a");
        shard.Buys(1, Now, id: "b");

        WalletPrizeView prize = Assert.Single(Wallets.Of(shard.Town, shard.Key).Prizes);
        Assert.Equal(("badge-set:all/grand", OrderStates.AwaitingAddress), (prize.Source, prize.State));
        Assert.True(PrizeId.TryParse(prize.Prize, out PrizeId id));
        Assert.IsType<OrderChanged>(Assert.IsType<Decided>(shard.Submit(new GiveAddress(shard.Key, id.Play, id.Part, default))).Answer);
        AssertOnce<GoodsWon>(shard);
    }

    [Fact]
    public void Goods_that_the_brand_sees_to_itself_keep_no_order()
    {
        OneShard shard = Giving(new GoodsPrize(Text("Phone")));
        shard.Buys(1, Now);
        Assert.Empty(Wallets.Of(shard.Town, shard.Key).Prizes);
        Assert.True(shard.Member.Awards.HasSet("all"));
    }

    [Fact]
    public void Tickets_name_the_set_and_pay_for_plays()
    {
        OneShard shard = Giving(new TicketPrize(WheelId, 3));
        shard.Buys(1, Now, id: "a");
        shard.Buys(1, Now, id: "b");
        Assert.Equal(("badge-set:all", 3), (AssertOnce<TicketsGiven>(shard).Cause, shard.Member.PlaysIn(WheelId).Tickets));
    }

    [Fact]
    public void A_multiplier_begins_with_the_record_and_the_answer_tells_it()
    {
        OneShard shard = Giving(new MultiplierPrize(Text("Golden day"), 2000, 24, null));
        Assert.Equal("badge-set:all/grand", Assert.Single(Recorded(shard, shard.Buys(100, Now, id: "a")).Multipliers!).Source);
        shard.GoTo("2026-11-21T13:00:00+08:00");
        Assert.Equal(2, Recorded(shard, shard.Buys(100, "2026-11-21T12:30:00+08:00", id: "b")).Points.Value);
        AssertOnce<MultiplierWon>(shard);
    }

    [Fact]
    public void A_badge_may_complete_the_next_set_and_that_the_one_after_it()
    {
        OneShard shard = Shard(Festival.WithSets(
            ASet("third", new TicketPrize(WheelId, 1), "jewel", "crown"), ASet("second", new BadgePrize("jewel"), "crown"), ASet("first", new BadgePrize("crown"), "buyer")));
        int before = shard.Town.Shards[0].Journal.Count;

        Assert.Equal(["buyer", "crown", "jewel"], Recorded(shard, shard.Buys(1, Now)).Badges);

        Assert.Equal(before + 1, shard.Town.Shards[0].Journal.Count);
        Assert.Equal(["first", "second", "third"], shard.Member.Awards.Sets.Select(set => set.Id));
        AssertOnce<TicketsGiven>(shard);
        Assert.Equal(1, shard.State.BadgeShelf.Holders["jewel"]);
    }

    [Fact]
    public void Who_has_the_badge_gets_what_stands_in_for_it()
    {
        OneShard shard = Shard(Festival.WithSets(
            ASet("one", new BadgePrize("crown") { Otherwise = new(5) }, "buyer"), ASet("two", new BadgePrize("crown") { Otherwise = new(7) }, "buyer"), ASet("three", new BadgePrize("crown"), "buyer")));

        Assert.Equal(7, Recorded(shard, shard.Buys(1, Now)).Available.Value);

        PointsEarned instead = AssertOnce<PointsEarned>(shard);
        Assert.Equal(("badge-set:two", "badge-set"), (instead.Cause, instead.Rule));
        Assert.Equal(["one", "two", "three"], shard.Member.Awards.Sets.Select(set => set.Id));
    }

    [Fact]
    public void A_coupon_waits_for_its_code_and_the_next_gets_what_stands_in()
    {
        Town town = new Town(2).With(Festival.WithSets(ASet("all", new CouponPrize(Pool, Text("Coffee")) { Otherwise = new(9) }, "buyer")));
        TestShard home = town.HomeOf(CouponName.Of(Pool));
        Assert.IsType<Decided>(home.Submit(new AddCodes(Pool, 0, default, 1, "lin"), town.Now));
        town.Settle();
        int far = 1 - home.State.Shard.Value;
        MemberKey[] members = [.. Enumerable.Range(0, 2).Select(n => town.Enrol(n, far))];

        Array.ForEach(members, member => town.Earn(member, 1));
        Assert.All(members, member => Assert.Equal(PrizeStates.Coming, Assert.Single(Wallets.Of(town, member).Prizes).State));
        town.Settle();

        Assert.Equal([PrizeStates.Ready, PrizeStates.Replaced], members.Select(member => Assert.Single(Wallets.Of(town, member).Prizes).State).Order());
        Assert.Equal(9, Assert.Single(town.Events<PointsEarned>(), earned => earned.Points.Value == 9).Points.Value);
        Assert.Equal((1, 0), (CouponRules.View(home.State, Pool)!.Total, CouponRules.View(home.State, Pool)!.Free));
        Assert.All(town.Shards, shard => shard.AssertReplays());
        Assert.All(town.Shards, shard => shard.AssertDerivable());
    }

    /// <summary>The coupon of the wheel and that of the set are two prizes of one record.</summary>
    [Fact]
    public void Prizes_of_the_play_that_completes_a_set_have_places_of_their_own()
    {
        GoodsPrize cup = new(Text("Cup")) { Delivery = GoodsDelivery.Collect };
        OneShard shard = Shard(Festival.WithBadges(ABadge("player", BadgeCounter.Plays, 1)).WithSegments(Segment("won", 1_000_000_000_000, cup), Segment("none", 1))
            .WithSets(ASet("one", cup, "player"), ASet("two", new CouponPrize(Pool, Text("Coffee")), "player"), ASet("three", cup, "player")));

        PlayId play = shard.Wins("won").Play;
        shard.Town.Settle();

        Assert.Equal([0, 2, 3, 4], Wallets.Of(shard.Town, shard.Key).Prizes.Select(prize => PrizeId.TryParse(prize.Prize, out PrizeId id) && id.Play == play ? id.Part : -1).Order());
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void A_limited_badge_of_the_set_bounds_what_the_set_gives()
    {
        Town town = new Town(3).With(Festival.WithBadges(ABadge("early", BadgeCounter.Purchases, 1) with { Limit = 4 })
            .WithSets(ASet("all", new GoodsPrize(Text("Phone")) { Delivery = GoodsDelivery.Address }, "early")));
        MemberKey[] members = [.. Enumerable.Range(0, 12).Select(n => town.Enrol(n))];
        Array.ForEach(members, member => town.Earn(member, 1));
        town.Settle();
        Assert.Equal(4, town.Events<GoodsWon>().Count());
        Assert.Equal(4, members.Count(member => Wallets.Of(town, member).Prizes.Count == 1));
    }

    [Fact]
    public void A_set_that_is_published_later_brings_its_goods_to_who_has_its_badges_through_a_crash()
    {
        Town town = new Town(2).With(Festival);
        MemberKey[] members = [.. Enumerable.Range(0, 10).Select(n => town.Enrol(n))];
        Array.ForEach(members, member => town.Earn(member, 1));
        ProgrammeBuilder later = Festival.WithSets(ASet("all", new GoodsPrize(Text("Phone")) { Delivery = GoodsDelivery.Address }, "buyer"));
        town.CatalogueHome.Submit(new PublishProgramme(town.Store(later), null, "lin"), town.Now);
        town.Settle();
        town.Now = new(town.Now.Microseconds + 2_000_000);
        do
        {
            Array.ForEach([.. town.Shards], shard => shard.Crash());
        }
        while (town.Step());

        Assert.Equal(10, town.Events<GoodsWon>().Count());
        Assert.All(members, member => Assert.Single(Wallets.Of(town, member).Prizes));
        town.With(later.WithSets(ASet("all", new GoodsPrize(Text("Car")) { Delivery = GoodsDelivery.Address }, "buyer")));
        Array.ForEach(members, member => town.Earn(member, 1));
        town.Settle();
        Assert.Equal(10, town.Events<GoodsWon>().Count());
    }

    private static OneShard Giving(Prize grand) => Shard(Festival.WithSets(ASet("all", grand, "buyer")));

    private static OneShard Shard(ProgrammeBuilder programme) => ShardBuilder.AShard().Running(programme).Build();

    private static ActivityRecorded Recorded(OneShard shard, Decision decision)
    {
        Assert.IsType<Decided>(decision);
        return Assert.IsType<ActivityRecorded>(shard.Town.Records().Last().Answer);
    }

    private static T AssertOnce<T>(OneShard shard)
        where T : GrainEvent
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
        return Assert.Single(shard.Town.Events<T>());
    }
}
