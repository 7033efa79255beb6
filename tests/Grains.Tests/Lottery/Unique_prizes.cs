using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Lottery;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Unique_prizes
{
    private static readonly SegmentDocument Car = Segment("car", 1_000_000, new GoodsPrize(Text("car"))) with { Substitute = "hat" };

    /// <summary>Nearly every draw hits the car, which a member wins once.</summary>
    private static ProgrammeBuilder ACar => AProgramme().FreePlays(1000).WithSegments(Car, Segment("hat", 1, new PointsPrize(new(5))), Segment("none", 1));

    [Fact]
    public void Who_owns_it_gets_its_substitute_and_others_win_it()
    {
        OneShard shard = AShard().Running(ACar).Build();
        Played first = shard.Wins("car");
        Played second = shard.Wins("car");
        Played third = shard.Wins("car");

        Assert.Equal(("car", null), (first.Segment, first.Owned));
        Assert.Equal(("car", "hat", true, false), (second.Rolled, second.Segment, second.Prize, second.Guaranteed));
        Assert.Equal(["car"], second.Owned);
        Assert.Equal("hat", third.Segment);
        Assert.Equal(10, shard.Available);
        Assert.Equal("car", Assert.IsType<Played>(shard.Town.PlayOut(shard.Town.Enrol(1))).Segment);
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void The_receipt_of_an_owner_can_be_checked_without_the_journal()
    {
        OneShard shard = AShard().Running(ACar).Build();
        shard.Wins("car");
        Played played = shard.Wins("car");
        Wheel wheel = shard.State.Self.InForce(shard.Town.Now)!.Programme!.FindWheel(WheelId)!;
        Receipt receipt = ReceiptIssue.Of(played, shard.Key, wheel.Table, wheel.TableHash);

        Assert.All(ReceiptCheck.Check(receipt, TestVault.SeedOf(WheelId, played.Period)), finding => Assert.True(finding.Passed, finding.Field));
    }

    [Fact]
    public void A_play_under_way_that_wins_it_is_waited_for()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000).WithSegments(
            Stocked("car", 1_000_000, 5, fallback: "none") with { Substitute = "hat" }, Segment("hat", 1, new PointsPrize(new(5))), Segment("none", 1))).Build();
        RequestKey key = shard.Town.NewKey();
        Assert.IsType<PlayPending>(((Decided)shard.Town.Play(shard.Key, key, shard.SeedFor("car"))).Answer);

        Assert.IsType<NotYet>(shard.Town.Play(shard.Key));
        shard.Town.Settle();

        Assert.Equal("car", ((Played)shard.Town.AnswerOf(shard.Key, key)!).Segment);
        Assert.Equal("hat", shard.Wins("car").Segment);
        Assert.Single(shard.Town.Events<UnitUsed>());
    }

    [Fact]
    public void A_substitute_that_is_out_falls_back_and_waits_for_its_own_units()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000).WithSegments(
            Car, Stocked("hat", 1, 1, fallback: "cap"), Segment("cap", 1, new PointsPrize(new(1))), Segment("none", 1))).Build();
        Assert.Equal(["car", "hat", "cap"], [shard.Wins("car").Segment, shard.Wins("car").Segment, shard.Wins("car").Segment]);

        Played last = shard.Wins("car");
        Assert.Equal(["car"], last.Owned);
        Assert.Equal(["hat"], last.Exhausted);
    }

    [Fact]
    public void A_guarantee_of_it_gives_an_owner_its_substitute()
    {
        OneShard shard = AShard().Running(ACar.Guaranteeing(2, "car")).Build();
        shard.Wins("car");
        shard.Wins("none");

        Played guaranteed = shard.Wins("none");

        Assert.Equal(("none", "hat", true), (guaranteed.Rolled, guaranteed.Segment, guaranteed.Guaranteed));
    }

    [Fact]
    public void A_play_that_is_undone_wins_nothing()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000).ClosingWhenEmpty().WithSegments(
            Stocked("car", 1_000_000, 0, fallback: null) with { Substitute = "hat" }, Segment("hat", 1, new PointsPrize(new(5))), Segment("none", 1))).Build();

        Assert.Equal(RefusalCodes.SoldOut, Assert.IsType<Refusal>(shard.PlayOut(shard.SeedFor("car"))).Code);
        Assert.Null(shard.Member.PlaysIn(WheelId).Won);
    }

    [Fact]
    public void It_stays_won_over_versions_and_counts_from_the_version_that_made_it_unique()
    {
        OneShard shard = AShard().Running(ACar.WithSegments(Car with { Substitute = null }, Segment("hat", 1, new PointsPrize(new(5))), Segment("none", 1))).Build();
        Assert.Equal("car", shard.Wins("car").Segment);

        shard.Town.With(ACar);
        Assert.Equal(["car", "hat"], [shard.Wins("car").Segment, shard.Wins("car").Segment]);

        shard.Town.With(ACar.Costing(3));
        Assert.Equal("hat", shard.Wins("car").Segment);
    }

    [Fact]
    public void An_owner_is_told_the_odds_of_the_substitute()
    {
        OneShard shard = AShard().Running(ACar).Build();
        Assert.Equal([1_000_000L, 1, 1], Odds(shard));
        shard.Wins("car");

        Assert.Equal([0L, 1_000_001, 1], Odds(shard));
        Assert.Equal(["car"], LotteryQuery.View(shard.State, WheelId, shard.Key, shard.Town.Now)!.Owned);
        Assert.Empty(LotteryQuery.View(shard.State, WheelId, null, shard.Town.Now)!.Owned);
    }

    private static IEnumerable<long> Odds(OneShard shard) =>
        LotteryQuery.View(shard.State, WheelId, shard.Key, shard.Town.Now)!.Odds.Select(odds => odds.Weight);
}
