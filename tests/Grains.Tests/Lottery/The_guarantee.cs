using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class The_guarantee
{
    private static ProgrammeBuilder ThirdPlayWins => AProgramme().FreePlays(1000)
        .WithSegments(Segment("none", 1), Segment("small", 1, new PointsPrize(new(5))), Segment("big", 1, new PointsPrize(new(50))))
        .Guaranteeing(3, "big");

    [Fact]
    public void The_third_play_without_a_prize_gets_it()
    {
        OneShard shard = AShard().Running(ThirdPlayWins).Build();
        Assert.Equal("none", shard.Wins("none").Segment);
        Assert.Equal("none", shard.Wins("none").Segment);

        Played third = shard.Wins("none");

        Assert.Equal(("none", "big", true, true, 2L), (third.Rolled, third.Segment, third.Prize, third.Guaranteed, third.SinceWin));
        Assert.Equal(0, shard.Member.PlaysIn(WheelId).SinceWin);
        Assert.False(shard.Wins("none").Guaranteed);
    }

    [Fact]
    public void Its_own_draw_comes_first()
    {
        OneShard shard = AShard().Running(ThirdPlayWins).Build();
        shard.Wins("none");
        shard.Wins("none");

        Played third = shard.Wins("small");

        Assert.Equal(("small", false), (third.Segment, third.Guaranteed));
        Assert.Equal(0, shard.Member.PlaysIn(WheelId).SinceWin);
    }

    [Fact]
    public void An_earlier_hit_starts_the_count_again()
    {
        OneShard shard = AShard().Running(ThirdPlayWins).Build();
        shard.Wins("none");
        shard.Wins("small");
        shard.Wins("none");

        Assert.Equal(("none", false), (shard.Wins("none").Segment, false));
        Assert.True(shard.Wins("none").Guaranteed);
    }

    [Fact]
    public void The_count_is_kept_over_days_and_versions()
    {
        OneShard shard = AShard().Running(ThirdPlayWins).At("2026-11-21T12:00:00+08:00").Build();
        shard.Wins("none");
        shard.GoTo("2026-11-22T12:00:00+08:00");
        shard.Wins("none");
        shard.Town.With(ThirdPlayWins.Costing(7));

        Assert.True(shard.Wins("none").Guaranteed);
    }

    [Fact]
    public void A_guaranteed_prize_that_is_out_falls_to_its_stand_in()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(1000)
            .WithSegments(Segment("none", 1_000_000), Stocked("gold", 1, 0, fallback: "small"), Segment("small", 1, new PointsPrize(new(5))))
            .Guaranteeing(2, "gold")).Build();
        shard.Wins("none");

        Played second = shard.Wins("none");

        Assert.Equal(("none", "small", true, true), (second.Rolled, second.Segment, second.Prize, second.Guaranteed));
        Assert.Equal(["gold"], second.Exhausted);
    }
}
