using Jifen.Grains.Lottery;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Playing
{
    [Fact]
    public void A_play_whose_prize_needs_no_unit_is_one_record()
    {
        OneShard shard = AShard().WithPoints(30).Build();
        string seed = shard.SeedFor("small");

        Decided decided = Assert.IsType<Decided>(shard.Town.Play(shard.Key, playerSeed: seed));

        Assert.Equal(
            [typeof(PlayTaken), typeof(PointsSpent), typeof(PlaySettled), typeof(PointsEarned)], decided.Events.Select(e => e.GetType()));
        Played played = Assert.IsType<Played>(decided.Answer);
        Assert.Equal(("small", "small", true, false), (played.Rolled, played.Segment, played.Prize, played.Guaranteed));
        Assert.Equal((new Points(10), new Points(25)), (played.Cost, played.Available));
        Assert.Equal(25, shard.Available);
        Assert.Equal(new EntropyReference(WheelId, "2026-11-21", 1), decided.Entropy);
        Assert.Equal(shard.Slice.FindSeed("2026-11-21")!.Commitment, played.Commitment);
        Assert.Equal($"play:{played.Play}", Assert.IsType<PointsEarned>(decided.Events[^1]).Cause);
    }

    [Fact]
    public void An_unknown_wheel_is_rejected()
    {
        OneShard shard = AShard().Build();

        Rejected rejected = Assert.IsType<Rejected>(shard.Submit(new Play(shard.Key, "other", "")));

        Assert.Equal(RejectionCodes.UnknownLottery, rejected.Code);
    }

    [Fact]
    public void A_player_seed_of_more_than_64_characters_is_invalid()
    {
        OneShard shard = AShard().WithPoints(10).Build();

        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Town.Play(shard.Key, playerSeed: new string('x', 65))).Code);
        Assert.IsType<Decided>(shard.Town.Play(shard.Key, playerSeed: new string('x', 64)));
    }

    [Theory]
    [InlineData($"lottery:{WheelId}")]
    [InlineData($"campaign:{CampaignId}")]
    public void A_paused_lottery_or_campaign_is_not_open_until_it_is_resumed(string target)
    {
        OneShard shard = AShard().WithPoints(10).Build();
        shard.Submit(new SetPaused(target, true, "lin", "a test"));
        Assert.Equal(RefusalCodes.NotOpen, shard.Refused());
        Assert.Equal(10, shard.Available);

        shard.Submit(new SetPaused(target, false, "lin", "a test"));
        Assert.IsType<Played>(shard.PlayOut());
    }

    [Theory]
    [InlineData("2026-11-21T07:59:59.999999+08:00", RefusalCodes.NotOpen)]
    [InlineData("2026-11-21T08:00:00+08:00", null)]
    [InlineData("2026-11-21T19:59:59.999999+08:00", null)]
    [InlineData("2026-11-21T20:00:00+08:00", RefusalCodes.NotOpen)]
    public void A_play_is_refused_outside_the_campaign(string at, string? refused)
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1).From("2026-11-21T08:00:00+08:00", "2026-11-21T20:00:00+08:00"))
            .At("2026-11-21T06:00:00+08:00").Build();
        shard.GoTo(at);

        Assert.Equal(refused, (shard.PlayOut() as Refusal)?.Code);
    }

    [Fact]
    public void Free_plays_go_first_then_points_then_none()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1).Costing(10)).WithPoints(19).Build();

        Assert.Equal(Points.Zero, shard.Wins("none").Cost);
        Assert.Equal(new Points(10), shard.Wins("none").Cost);
        Assert.Equal(RefusalCodes.InsufficientPoints, shard.Refused());
        Assert.Equal(9, shard.Available);
    }

    [Fact]
    public void Without_a_price_the_free_plays_are_the_limit()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(2).Costing(null)).WithPoints(100).Build();
        shard.PlayOut();
        shard.PlayOut();

        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());
    }

    [Fact]
    public void Free_plays_come_back_at_the_programmes_midnight()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1).Costing(null)).At("2026-11-21T12:00:00+08:00").Build();
        shard.PlayOut();
        shard.GoTo("2026-11-21T23:59:59.999999+08:00");
        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());

        shard.GoTo("2026-11-22T00:00:00+08:00");

        Played played = Assert.IsType<Played>(shard.PlayOut());
        Assert.Equal("2026-11-22", played.Period);
        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());
    }

    [Fact]
    public void Limits_count_a_day_and_in_all()
    {
        OneShard shard = AShard().Running(AProgramme().Limited(perDay: 2, total: 3).Costing(1)).At("2026-11-21T12:00:00+08:00").WithPoints(100).Build();
        shard.PlayOut();
        shard.PlayOut();
        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());

        shard.GoTo("2026-11-22T12:00:00+08:00");
        Assert.IsType<Played>(shard.PlayOut());
        Assert.Equal(RefusalCodes.LimitReached, shard.Refused());
    }

    [Fact]
    public void A_refusal_changes_nothing_but_the_journal()
    {
        OneShard shard = AShard().Build();
        string before = TestShard.StatesOf(shard.State)[$"lottery:{WheelId}"];

        Decided decided = Assert.IsType<Decided>(shard.Town.Play(shard.Key));

        Assert.Equal(RefusalCodes.InsufficientPoints, Assert.IsType<Refusal>(decided.Answer).Code);
        Assert.Empty(decided.Events);
        Assert.Equal(before, TestShard.StatesOf(shard.State)[$"lottery:{WheelId}"]);
    }

    [Fact]
    public void Without_its_seed_a_play_is_not_decided_yet()
    {
        OneShard shard = AShard().WithPoints(10).Build();
        shard.Town.Now = At("2026-11-23T12:00:00+08:00");

        NotYet notYet = Assert.IsType<NotYet>(shard.Town.Play(shard.Key));

        Assert.Equal(new SeedNeeded(WheelId, "2026-11-23"), notYet.Need);
    }

    [Fact]
    public void A_day_whose_period_is_closed_is_a_clock_in_doubt()
    {
        OneShard shard = AShard().At("2026-11-21T12:00:00+08:00").WithPoints(10).Build();
        shard.GoTo("2026-11-22T00:00:00+08:00");
        shard.Town.Now = At("2026-11-21T23:59:59+08:00");

        Assert.Equal(RejectionCodes.ClockDoubt, Assert.IsType<Rejected>(shard.Town.Play(shard.Key)).Code);
    }

    [Fact]
    public void Odds_are_the_tables_weights()
    {
        OneShard shard = AShard().Running(AProgramme().WithSegments(Segment("none", 3), Segment("small", 1, new PointsPrize(new(5)))).Costing(0).FreePlays(1000)).Build();
        int small = Enumerable.Range(0, 400).Count(n => ((Played)shard.PlayOut($"{n}")!).Rolled == "small");

        Assert.InRange(small, 70, 130);
        LotteryView view = LotteryQuery.View(shard.State, WheelId, shard.Key, shard.Town.Now)!;
        Assert.Equal([new SegmentOdds("none", 3), new SegmentOdds("small", 1)], view.Odds);
        Assert.Equal(600, view.Plays.Free);
    }

    [Fact]
    public void Every_nonce_is_used_once()
    {
        OneShard shard = AShard().WithPoints(50).Build();
        for (int i = 0; i < 5; i++)
        {
            shard.PlayOut();
        }

        Assert.Equal([1, 2, 3, 4, 5], shard.Town.Events<PlayTaken>().Select(t => t.Nonce));
    }
}
