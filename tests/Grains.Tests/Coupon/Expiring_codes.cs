using Jifen.Grains.Coupon;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Coupon;

public class Expiring_codes
{
    private const string Pool = CouponRun.Pool;

    private static readonly DateOnly Today = new(2026, 11, 21);

    private static ProgrammeBuilder AlwaysCoffee => AProgramme().FreePlays(1000)
        .WithSegments(Segment("coffee", 1_000_000_000_000, new CouponPrize(Pool, Text("Coffee")), null, "none"), Segment("none", 1));

    [Fact]
    public void A_code_is_given_on_its_last_day_to_the_last_microsecond_and_not_after()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 2, Today);
        MemberKey member = town.Enrol(0);
        Stamp midnight = At("2026-11-22T00:00:00+08:00");
        town.Now = new(midnight.Microseconds - 1);
        Assert.Equal("coffee", Assert.IsType<Played>(town.PlayOut(member)).Segment);

        town.Now = midnight;
        town.Settle();
        Assert.Equal("none", Assert.IsType<Played>(town.PlayOut(member)).Segment);
        Assert.Equal((2, 1, 1, 0), Books(town));
    }

    [Fact]
    public void A_play_before_the_shard_has_retired_anything_gets_no_expired_code()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 40, Today);
        MemberKey member = town.Enrol(0);
        town.PlayOut(member);
        Assert.True(town.Shards[0].State.Coupons(Pool).Account.Unused > 0);
        town.Now = At("2026-11-21T23:59:59+08:00");
        town.Settle();

        town.Now = At("2026-11-22T00:00:01+08:00");
        Assert.IsType<PlayPending>(Assert.IsType<Decided>(town.Play(member)).Answer);
        Assert.Empty(town.Events<UnitsExpired>());
        town.Settle();

        Assert.Equal(["coffee", "none"], town.Events<PlaySettled>().Select(settled => settled.Segment));
        Assert.Equal((40, 1, 39, 0), Books(town));
    }

    [Fact]
    public void Codes_that_expire_sooner_are_given_first_and_those_that_never_do_last()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 1, null);
        Upload(town, 1, Today.AddDays(9));
        Upload(town, 1, Today.AddDays(2));
        MemberKey member = town.Enrol(0);
        for (int i = 0; i < 3; i++)
        {
            town.PlayOut(member);
        }

        Assert.Equal([2L, 1L, 0L], town.Events<CouponWon>().Select(won => won.Serial!.Value));
    }

    [Fact]
    public void A_coupon_that_waits_over_midnight_for_a_code_on_its_way_gets_another()
    {
        Town town = new Town(3).With(AProgramme().WithDecks(ADeck(ACard("cup", 5, CouponRun.Coupon), ACard("other", 1, CouponRun.Coupon))));
        Upload(town, 1, Today);
        Upload(town, 1, null);
        MemberKey member = town.Enrol(0, [.. Enumerable.Range(0, 3).Where(shard => shard != Home(town).State.Shard.Value)]);
        town.Scratch(member, Assert.IsType<Dealt>(town.BuyOut(member)).Card);
        Assert.True(town.DeliverNext<UnitsWanted>());

        town.Now = At("2026-11-22T00:00:00+08:00");
        town.Settle();

        Assert.Equal((PrizeStates.Ready, 1L), Wallets.Of(town, member).Prizes.Select(prize => (prize.State, prize.Serial!.Value)).Single());
        Assert.Equal((2, 1, 1, 0), Books(town));
    }

    [Fact]
    public void What_has_expired_on_a_shard_is_not_recalled()
    {
        Town town = new Town(3).With(AlwaysCoffee);
        Upload(town, 60, Today);
        foreach (TestShard shard in town.Shards)
        {
            town.PlayOut(town.Enrol(0, shard.State.Shard.Value));
        }

        town.Now = At("2026-11-22T00:00:00+08:00");
        town.Settle();
        town.PlayOut(town.Enrol(1));

        Assert.Equal(57, Books(town).Expired);
        Assert.All(town.Events<UnitsBack>(), back => Assert.Equal(0, back.Units));
        Assert.All(town.Shards, shard => shard.AssertReplays());
        Assert.All(town.Shards, shard => shard.AssertDerivable());
    }

    [Fact]
    public void The_alarm_counts_codes_that_are_still_good()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 5, Today);
        Upload(town, 2, null);
        Home(town).Submit(new SetPoolAlarm(Pool, 4, "lin"), town.Now);
        Assert.Empty(town.Events<PoolRanLow>());

        town.Now = At("2026-11-22T00:00:00+08:00");
        town.Settle();

        Assert.Equal(2, Assert.Single(town.Events<PoolRanLow>()).Free);
        Assert.Equal((2L, 5L), (View(town).Free, View(town).Expired));
    }

    [Fact]
    public void The_pool_names_the_last_day_of_each_chunk()
    {
        Town town = new Town(1).With(AlwaysCoffee);
        Upload(town, 5, Today);
        Upload(town, 2, null);

        Assert.Equal([Today, null], View(town).Chunks.Select(chunk => chunk.Expires));
        Assert.Equal(At("2026-11-22T00:00:00+08:00"), town.Events<CodesAdded>().First().Ends);
    }

    private static TestShard Home(Town town) => town.HomeOf(CouponName.Of(Pool));

    private static PoolView View(Town town) => CouponRules.View(Home(town).State, Pool)!;

    private static void Upload(Town town, int count, DateOnly? last)
    {
        long before = CouponRules.View(Home(town).State, Pool)?.Total ?? 0;
        Assert.IsType<Decided>(Home(town).Submit(new AddCodes(Pool, before, default, count, "lin") { Expires = last }, town.Now));
        town.Settle();
    }

    private static (long Total, long Given, long Expired, long Left) Books(Town town)
    {
        PoolView pool = View(town);
        long given = town.Shards.Sum(shard => shard.State.Coupons(Pool).Account.Used);
        long there = town.Shards.Sum(shard => shard.State.Coupons(Pool).Account.Expired);
        return (pool.Total, given, pool.Expired + there, pool.Free + town.Shards.Sum(shard => shard.State.Coupons(Pool).Account.Unused));
    }
}
