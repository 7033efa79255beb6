using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class Closing_periods
{
    private static readonly ProgrammeBuilder Boards = AProgramme()
        .WithBoards(ABoard("day", PeriodKind.Day), ABoard("week", PeriodKind.Week), ABoard("ever", PeriodKind.AllTime));

    /// <summary>Monday 2026-11-16 00:00 in Shanghai is Sunday 16:00 in UTC.</summary>
    [Theory]
    [InlineData("2026-11-15T23:59:59.999999+08:00", "2026-W46")]
    [InlineData("2026-11-16T00:00:00+08:00", "2026-W47")]
    [InlineData("2026-11-22T15:59:59Z", "2026-W47")]
    [InlineData("2026-11-22T16:00:00Z", "2026-W48")]
    public void A_week_begins_on_Monday_at_midnight_of_the_programme(string at, string week)
    {
        OneShard shard = ShardAt("2026-11-10T12:00:00+08:00");
        shard.GoTo(at);
        shard.Buys(500, at);

        Assert.Equal(5, Score(shard, "week", week));
        Assert.Equal(3, shard.Town.Events<BoardScored>().Count());
    }

    [Theory]
    [InlineData("2026-11-22T00:09:59.999999+08:00", 1, 0)]
    [InlineData("2026-11-22T00:10:00+08:00", 0, 1)]
    public void A_slice_takes_late_activities_until_its_grace_is_over_and_tells_those_that_come_later(string now, int scored, int passed)
    {
        OneShard shard = ShardAt("2026-11-21T12:00:00+08:00");
        shard.Town.Now = At(now);
        shard.Buys(500, "2026-11-21T23:59:00+08:00");

        Assert.Equal(scored * 5, Score(shard, "day", "2026-11-21"));
        Assert.Equal(passed, shard.Town.Events<BoardPassed>().Count(p => p is { Board: "day", Period: "2026-11-21", Score: 5 }));
        Assert.Equal(5, Score(shard, "ever", "all"));
        Assert.Equal(5, shard.Available);
    }

    [Fact]
    public void A_board_of_a_campaign_runs_through_its_days_closes_once_and_does_not_begin_anew()
    {
        ProgrammeBuilder programme = AProgramme().From("2026-11-20T18:00:00+08:00", "2026-11-22T00:00:00+08:00")
            .WithBoards(ABoard("festival", PeriodKind.Campaign, measure: new(BoardMetric.Amount, ["purchase"]), campaign: CampaignId));
        OneShard shard = ShardBuilder.AShard().Running(programme).At("2026-11-19T12:00:00+08:00").Build();
        shard.Buys(500, "2026-11-19T12:00:00+08:00");
        shard.GoTo("2026-11-20T00:00:00+08:00");
        shard.Buys(700, "2026-11-20T00:00:00+08:00");
        shard.GoTo("2026-11-21T23:59:00+08:00");
        shard.Buys(11, "2026-11-21T23:59:00+08:00");
        Assert.Equal(711, Score(shard, "festival", "2026-11-20..2026-11-21"));

        shard.GoTo("2026-11-22T00:10:00+08:00");
        Assert.Equal("2026-11-20..2026-11-21", Assert.Single(shard.Town.Events<BoardFinalized>()).Period);
        shard.Buys(13, "2026-11-21T23:59:30+08:00");
        Assert.Equal(13, Assert.Single(shard.Town.Events<BoardPassed>()).Score);
        shard.Town.With(programme.FreePlays(1));
        shard.GoTo("2026-11-25T00:10:00+08:00");
        Assert.Single(shard.Town.Events<BoardBegun>());
        Assert.Equal(711, Score(shard, "festival", "2026-11-20..2026-11-21"));
    }

    [Fact]
    public void A_period_is_final_once_every_slice_has_closed_it_whatever_the_order()
    {
        Town town = new Town(5, 3) { Now = At("2026-11-21T12:00:00+08:00") }.With(Boards);
        MemberKey member = town.Enrol(0);
        town.Earn(member, 5);
        town.Now = At("2026-11-22T00:10:00+08:00");
        Assert.Empty(town.Events<BoardFinalized>());
        foreach (TestShard shard in town.Shards.Reverse())
        {
            Assert.Empty(town.Events<BoardFinalized>());
            Assert.IsType<Decided>(shard.Submit(new CloseBoard("day", "2026-11-21"), town.Now));
        }

        town.Settle();
        BoardFinalized final = Assert.Single(town.Events<BoardFinalized>());
        Assert.Equal(("boardowner:day", "2026-11-21", 1L), (final.On, final.Period, final.Count));
        Assert.All(town.Shards, s => Assert.True(s.State.Board("day").FindClosed(PeriodKey.Parse("2026-11-21"))!.IsFinal));
    }

    [Fact]
    public void A_period_cannot_be_closed_early_twice_or_out_of_turn()
    {
        OneShard shard = ShardAt("2026-11-21T12:00:00+08:00");
        shard.Town.Now = At("2026-11-22T00:09:59+08:00");
        Assert.Equal(RejectionCodes.Nothing, Assert.IsType<Rejected>(shard.Submit(new CloseBoard("day", "2026-11-21"))).Code);
        shard.Town.Now = At("2026-11-23T00:10:00+08:00");
        Assert.IsType<Rejected>(shard.Submit(new CloseBoard("day", "2026-11-22")));
        Assert.IsType<Decided>(shard.Submit(new CloseBoard("day", "2026-11-21")));
        Assert.IsType<Rejected>(shard.Submit(new CloseBoard("day", "2026-11-21")));
        Assert.IsType<Rejected>(shard.Submit(new CloseBoard("ever", "all")));
        Assert.IsType<Rejected>(shard.Submit(new CloseBoard("none", "2026-11-21")));
    }

    [Fact]
    public void Only_as_many_final_periods_are_kept_as_the_board_says()
    {
        OneShard shard = ShardAt("2026-11-16T12:00:00+08:00");
        for (int day = 16; day <= 22; day++)
        {
            shard.GoTo($"2026-11-{day}T13:00:00+08:00");
            shard.Buys(day * 100, $"2026-11-{day}T13:00:00+08:00", id: $"a{day}");
        }

        Assert.Equal(["2026-11-19", "2026-11-20", "2026-11-21"], shard.State.Board("day").Closed.Select(c => c.Period.ToString()));
        Assert.Equal([19, 20, 21, 22], Enumerable.Range(16, 7).Where(day => Score(shard, "day", $"2026-11-{day}") == day));
        Assert.Null(BoardQuery.Card(shard.State, "day", PeriodKey.Parse("2026-11-18"), shard.Town.Now));
        Assert.DoesNotContain(shard.State.Named, g => g.Id.StartsWith("board:day/2026-11-18", StringComparison.Ordinal));
    }

    [Fact]
    public void A_day_of_twenty_five_hours_closes_after_its_last_hour()
    {
        Town town = new Town(1) { Now = At("2026-10-31T12:00:00-04:00") }.With(Boards.InZone("America/New_York"));
        MemberKey member = town.Enrol(0);
        town.Now = At("2026-11-02T00:09:59-05:00");
        town.Settle();
        Assert.DoesNotContain(town.Events<BoardClosed>(), c => c.Period == "2026-11-01");
        town.Submit(member, new ReportActivity(member, "a", "purchase", At("2026-11-01T23:59:59-05:00"), 100, null, null, null), town.NewKey());
        town.Now = At("2026-11-02T00:10:00-05:00");
        town.Settle();
        Assert.Equal(1, Assert.Single(town.Events<BoardClosed>(), c => c is { On: "board:day", Period: "2026-11-01" }).Count);
    }

    [Fact]
    public void A_board_that_leaves_the_programme_closes_its_last_period_and_may_come_back()
    {
        OneShard shard = ShardAt("2026-11-21T12:00:00+08:00");
        shard.Town.With(AProgramme());
        shard.GoTo("2026-11-24T12:00:00+08:00");
        Assert.Equal(["2026-11-21"], shard.State.Board("day").Closed.Select(c => c.Period.ToString()));
        shard.Town.With(Boards);
        shard.Buys(500, "2026-11-24T12:00:00+08:00");
        shard.Buys(500, "2026-11-23T12:00:00+08:00", id: "b");

        Assert.Equal(5, Score(shard, "day", "2026-11-24"));
        Assert.Equal(0, Score(shard, "day", "2026-11-23"));
        Assert.Equal(PeriodKey.Parse("2026-11-24"), shard.State.Board("day").Next);
    }

    [Fact]
    public void A_silo_that_was_down_for_days_closes_one_period_after_the_other()
    {
        OneShard shard = ShardAt("2026-11-16T12:00:00+08:00");
        shard.GoTo("2026-11-20T12:00:00+08:00");

        Assert.Equal(
            ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"],
            shard.Town.Events<BoardFinalized>().Where(f => f.On == "boardowner:day").Select(f => f.Period));
    }

    private static OneShard ShardAt(string at) => ShardBuilder.AShard().Running(Boards).At(at).Build();

    private static long Score(OneShard shard, string board, string period) =>
        BoardQuery.PlaceOf(shard.State, board, PeriodKey.Parse(period), shard.Key)?.Score ?? 0;
}
