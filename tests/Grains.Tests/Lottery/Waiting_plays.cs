using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Waiting_plays
{
    [Fact]
    public void A_play_that_wants_a_unit_the_slice_lacks_is_two_records()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(5)).WithPoints(30).Build();
        RequestKey key = shard.Town.NewKey();

        Decided taken = Assert.IsType<Decided>(shard.Town.Play(shard.Key, key));
        PlayId play = Assert.IsType<PlayPending>(taken.Answer).Play;
        Assert.Equal([typeof(PlayTaken), typeof(PointsSpent), typeof(WaitBegun)], taken.Events.Select(e => e.GetType()));
        Assert.Equal(20, shard.Available);

        Assert.True(shard.Town.DeliverNext<UnitsWanted>());
        Assert.True(shard.Town.DeliverNext<UnitsGranted>());
        DueInput due = Assert.IsType<DueInput>(Assert.Single(shard.Town.Shards[0].Machine.Due(shard.Town.Now, 10)));
        Assert.Equal((new SettlePlay(shard.Key, play), shard.Key, key), (due.Input, due.Member, due.Key));

        shard.Town.DoAllDue();
        Played played = Assert.IsType<Played>(shard.Town.AnswerOf(shard.Key, key));
        Assert.Equal((play, "gold", new Points(10), new Points(20)), (played.Play, played.Segment, played.Cost, played.Available));
        Assert.Empty(shard.Member.OpenPlays);
        Assert.Empty(shard.Town.Shards[0].Machine.Due(shard.Town.Now, 10));
    }

    [Fact]
    public void The_next_play_of_the_member_in_the_lottery_queues_behind_it()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(5)).WithPoints(30).Build();
        shard.Town.Play(shard.Key);

        NotYet notYet = Assert.IsType<NotYet>(shard.Town.Play(shard.Key));

        Assert.Equal(new SettlementNeeded(shard.Key, WheelId), notYet.Need);
    }

    [Fact]
    public void A_unit_that_has_come_belongs_to_the_play_that_waits()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(1)).WithPoints(10).Build();
        MemberKey other = shard.Town.Enrol(1);
        shard.Town.Earn(other, 10);
        RequestKey first = shard.Town.NewKey();
        RequestKey second = shard.Town.NewKey();
        shard.Town.Play(shard.Key, first);
        shard.Town.DeliverNext<UnitsWanted>();
        shard.Town.DeliverNext<UnitsGranted>();

        Assert.IsType<PlayPending>(((Decided)shard.Town.Play(other, second)).Answer);
        shard.Town.Settle();

        Assert.Equal("gold", ((Played)shard.Town.AnswerOf(shard.Key, first)!).Segment);
        Played late = (Played)shard.Town.AnswerOf(other, second)!;
        Assert.Equal(("gold", "none"), (late.Rolled, late.Segment));
        Assert.Equal(["gold"], late.Exhausted);
    }

    [Fact]
    public void A_settlement_before_the_unit_is_there_has_nothing_to_do()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(1)).WithPoints(10).Build();
        PlayId play = ((PlayPending)((Decided)shard.Town.Play(shard.Key)).Answer!).Play;

        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Submit(new SettlePlay(shard.Key, play))).Code);
        shard.Town.Settle();
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Submit(new SettlePlay(shard.Key, play))).Code);
    }

    [Fact]
    public void Fallbacks_are_followed_until_one_can_be_given()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000).WithSegments(
            Stocked("gold", 1_000_000, 1, fallback: "silver"), Stocked("silver", 1, 1, fallback: "bronze"), Stocked("bronze", 1, 1), Segment("none", 1))).Build();

        Assert.Equal(
            ["gold", "silver", "bronze", "none", "none"], Enumerable.Range(0, 5).Select(_ => shard.Wins("gold").Segment));
    }

    [Fact]
    public void A_stand_in_that_needs_a_unit_is_asked_for_in_its_turn()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000).WithSegments(
            Stocked("gold", 1_000_000, 0, fallback: "silver"), Stocked("silver", 1, 1), Segment("none", 1))).Build();

        Played played = shard.Wins("gold");

        Assert.Equal(("silver", true), (played.Segment, played.Prize));
        Assert.Equal(["gold"], played.Exhausted);
        Assert.Equal("silver", Assert.Single(shard.Town.Events<PlayRedirected>()).Wait.Segment);
    }

    [Fact]
    public void A_game_that_closes_gives_back_the_very_lots_the_limits_and_the_free_play()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0)).AlwaysWinning(0).ClosingWhenEmpty().Costing(10).Limited(perDay: 1, total: 1))
            .At("2026-11-21T12:00:00+08:00").WithPoints(30).Build();
        string before = string.Join(',', shard.Member.Purse.Lots);

        Assert.Equal(RefusalCodes.SoldOut, shard.Refused());

        Assert.Equal(before, string.Join(',', shard.Member.Purse.Lots));
        Assert.Equal((0, 0), (shard.Member.PlaysIn(WheelId).Today, shard.Member.PlaysIn(WheelId).Total));
        Assert.Equal(new Points(10), shard.Member.Purse.Restored);
        Assert.Single(shard.Town.Events<PlayTaken>());
        Assert.Equal(RefusalCodes.SoldOut, shard.Refused());
        Assert.Single(shard.Town.Events<PlayTaken>());
    }

    [Fact]
    public void A_nonce_is_not_given_back()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(0).ClosingWhenEmpty().FreePlays(1).Costing(null)).Build();
        shard.PlayOut();
        shard.Town.With(AProgramme().AlwaysWinning(1).ClosingWhenEmpty().FreePlays(1).Costing(null));

        Assert.Equal(2, Assert.IsType<Played>(shard.PlayOut()).Nonce);
    }

    [Fact]
    public void A_lot_that_expired_while_the_play_waited_comes_back_expired()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0)).AlwaysWinning(0).ClosingWhenEmpty().Costing(10))
            .At("2026-11-30T23:00:00+08:00").WithPoints(10).Build();
        shard.Town.Play(shard.Key);

        shard.GoTo("2026-12-01T00:00:00+08:00");

        Assert.Empty(shard.Member.OpenPlays);
        Assert.Equal((0, new Points(10)), (shard.Available, shard.Member.Purse.Balance));
        Assert.IsType<Decided>(shard.Sweep());
        Assert.Equal((Points.Zero, new Points(10)), (shard.Member.Purse.Balance, shard.Member.Purse.Expired));
    }

    [Fact]
    public void A_play_is_settled_by_the_version_it_was_taken_under()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(0).Costing(10)).WithPoints(10).Build();
        RequestKey key = shard.Town.NewKey();
        shard.Town.Play(shard.Key, key);
        shard.Town.CatalogueHome.Submit(
            new PublishProgramme(shard.Town.Store(AProgramme().WithSegments(Segment("a", 1), Segment("b", 1))), null, "lin"), shard.Town.Now);
        shard.Submit(new SetPaused($"campaign:{CampaignId}", true, "lin", "a test"));

        shard.GoTo("2026-11-25T12:00:00+08:00");

        Played played = Assert.IsType<Played>(shard.Town.AnswerOf(shard.Key, key));
        Assert.Equal(("none", 1L, "2026-11-21"), (played.Segment, played.TableVersion, played.Period));
    }

    [Fact]
    public void A_prize_that_changed_worth_is_paid_as_it_was_when_the_play_was_taken()
    {
        ProgrammeBuilder Worth(long points) => AProgramme().FreePlays(1).WithSegments(
            Segment("coins", 1_000_000, new PointsPrize(new(points)), new StockRule(5, null), "none"), Segment("none", 1));
        OneShard shard = AShard().Running(Worth(10)).Build();
        RequestKey key = shard.Town.NewKey();
        shard.Town.Play(shard.Key, key);

        shard.Town.With(Worth(99));

        Assert.Equal(new Points(10), Assert.IsType<Played>(shard.Town.AnswerOf(shard.Key, key)).Available);
    }

    [Fact]
    public void A_restock_between_exhaustion_and_settlement_serves_the_play()
    {
        OneShard shard = AShard().Running(AProgramme().AlwaysWinning(0).FreePlays(5)).Build();
        RequestKey key = shard.Town.NewKey();
        shard.Town.Play(shard.Key, key);
        shard.Town.DeliverNext<UnitsWanted>();
        shard.Town.CatalogueHome.Submit(new PublishProgramme(shard.Town.Store(AProgramme().AlwaysWinning(1).FreePlays(5)), null, "lin"), shard.Town.Now);
        shard.Town.DeliverNext<PrizeExhausted>();
        Assert.NotEmpty(shard.Town.Shards[0].Machine.Due(shard.Town.Now, 10));
        shard.Town.DeliverNext<CatalogueOffered>();
        shard.Town.DeliverNext<PrizeRestocked>();
        shard.Town.Settle();

        Assert.Equal("gold", Assert.IsType<Played>(shard.Town.AnswerOf(shard.Key, key)).Segment);
    }
}
