using System.Security.Cryptography;
using Jifen.Grains.Lottery;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Seeds_of_periods
{
    [Fact]
    public void Today_and_tomorrow_are_committed_to_on_every_shard()
    {
        Town town = new Town(7).With(AProgramme());

        Assert.All(town.Shards, s => Assert.Equal(["2026-11-21", "2026-11-22"], s.State.Lottery(WheelId).Seeds.Select(p => p.Period)));
        Assert.Equal(["2026-11-21", "2026-11-22"], Fairness(town).Periods.Select(p => p.Period));
        Assert.All(Fairness(town).Periods, p => Assert.Null(p.Seed));
    }

    [Fact]
    public void A_campaign_has_its_seeds_before_it_starts_and_none_once_it_is_over()
    {
        Town town = new Town(2).With(AProgramme().From("2026-12-01T00:00:00+08:00", "2026-12-02T00:00:00+08:00"));
        Assert.Equal(2, Fairness(town).Periods.Count);

        town.Now = At("2026-12-02T00:00:00+08:00");
        town.Settle();

        Assert.Equal(2, Fairness(town).Periods.Count);
        Assert.All(Fairness(town).Periods, p => Assert.NotNull(p.Seed));
    }

    [Fact]
    public void A_seed_is_offered_once_and_by_the_lotterys_own_shard()
    {
        Town town = new Town(2).With(AProgramme());
        OfferSeed offer = TestVault.Offer(WheelId, "2026-11-21");
        TestShard other = town.Shards.Single(s => s != town.HomeOf(WheelId));

        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(town.HomeOf(WheelId).Submit(offer, town.Now)).Code);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(other.Submit(offer, town.Now)).Code);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(town.HomeOf(WheelId).Submit(offer with { Period = "soon" }, town.Now)).Code);
        Assert.DoesNotContain(other.Machine.Due(town.Now, 100), w => w is SeedMissing);
    }

    [Fact]
    public void A_period_closes_at_each_shards_own_stamp_past_its_end()
    {
        Town town = new Town(1).With(AProgramme());
        ClosePeriod close = new(WheelId, "2026-11-21");

        Assert.IsType<Rejected>(town.Shards[0].Submit(close, At("2026-11-21T23:59:59.999999+08:00")));
        Assert.IsType<Decided>(town.Shards[0].Submit(close, At("2026-11-22T00:00:00+08:00")));
        Assert.IsType<Rejected>(town.Shards[0].Submit(close, At("2026-11-22T00:00:01+08:00")));
    }

    [Fact]
    public void A_seed_is_in_clear_only_after_every_shard_has_closed_the_period()
    {
        Town town = new Town(3).With(AProgramme());
        foreach (int shard in (int[])[0, 1])
        {
            town.Shards[shard].Submit(new ClosePeriod(WheelId, "2026-11-21"), At("2026-11-22T00:00:00+08:00"));
        }

        while (town.DeliverNext<PeriodClosedAtShard>())
        {
            Assert.Null(Fairness(town).Periods[0].Seed);
        }

        town.Shards[2].Submit(new ClosePeriod(WheelId, "2026-11-21"), At("2026-11-22T00:00:00+08:00"));
        Assert.True(town.DeliverNext<PeriodClosedAtShard>());

        PeriodSeedView revealed = Fairness(town).Periods[0];
        Assert.Equal(Convert.ToHexStringLower(TestVault.SeedOf(WheelId, "2026-11-21")), revealed.Seed);
        Assert.Equal(revealed.Commitment, Hash256.Read(SHA256.HashData(Convert.FromHexString(revealed.Seed!))));
    }

    [Fact]
    public void A_closure_that_is_counted_or_of_no_period_is_refused()
    {
        Town town = new Town(1).With(AProgramme());
        ShardState state = town.Shards[0].State;

        Decided unknown = SeedRules.Receive(state, new(0), new PeriodClosedAtShard(WheelId, "2020-01-01"), TestVault.Instance);
        Decided again = SeedRules.Receive(state, SeedPublished(state));

        Assert.IsType<MessageRefused>(Assert.Single(unknown.Events));
        Assert.IsType<MessageRefused>(Assert.Single(again.Events));
    }

    private static SeedPublished SeedPublished(ShardState state)
    {
        AdoptedSeed seed = state.Lottery(WheelId).Seeds[0];
        return new(WheelId, seed.Period, seed.Commitment, seed.Wrapped);
    }

    private static FairnessView Fairness(Town town) => LotteryQuery.Fairness(town.HomeOf(WheelId).State, WheelId);
}
