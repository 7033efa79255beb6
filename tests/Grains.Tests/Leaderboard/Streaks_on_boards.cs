using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Boards that count streaks: random runs against a recount of the journals, day by day, with planted faults; and examples.</summary>
public sealed class Streaks_on_boards
{
    private const int Seeds = 20;
    private const int Acts = 320;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Lists_and_closed_slices_are_those_of_a_naive_recount(int shards)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Hold(seed, shards, plant: null);
        }
    }

    [Fact]
    public void Runs_are_worth_their_name()
    {
        StreakBoardRun[] runs = [.. Enumerable.Range(1, 9).Select(seed => new StreakBoardRun((ulong)seed, 3).Run(Acts))];
        NaiveStreakBoards[] recounts = [.. runs.Select(run => new NaiveStreakBoards(run))];
        int Count<T>()
            where T : GrainEvent => runs.Sum(run => run.Town.Events<T>().Count());
        Assert.All(runs, run => Assert.Contains(run.Town.Events<BoardFinalized>(), final => final.On == $"boardowner:{StreakBoardRun.Season}" && final.Count > 0));
        Assert.True(Count<StreakRepaired>() > 10 && Count<StreakPaused>() > 10 && Count<ZoneSet>() > 10, $"{Count<StreakRepaired>()} repairs, {Count<StreakPaused>()} pauses, {Count<ZoneSet>()} zones");
        Assert.True(recounts.Sum(recount => recount.Falls) > 40, $"{recounts.Sum(recount => recount.Falls)} scores fall");
        Assert.True(recounts.Sum(recount => recount.Passed.Values.Sum()) > 40, "days come too late for a closed period");
        Assert.True(recounts.Max(recount => recount.Sorted(StreakBoardRun.Ever, "all")[0].Score) > 7, "a run is longer than a week");
    }

    [Fact]
    public void Control_a_refund_that_leaves_the_run_is_caught() => Caught((_, input, decision) =>
        input is RefundActivity && decision is Decided decided ? decided with { Events = [.. decided.Events.Where(happened => happened is not ChallengeMoved)] } : decision);

    [Fact]
    public void Control_a_late_day_that_counts_as_another_is_caught() => Caught((_, _, decision) => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Select(happened => happened is ChallengeMoved { By: > 0, From: { Day: 3 } from } moved ? moved with { From = from.AddDays(1) } : happened)] }
        : decision);

    [Fact]
    public void Control_a_score_without_a_day_is_caught() => Caught((state, input, decision) => decision is Decided decided && input is SetZone { Member: var member }
        ? decided with { Events = [.. decided.Events, new BoardScored(1) { On = BoardPart.IdOf(state.BoardSlice(StreakBoardRun.Ever, PeriodKey.AllTime), member) }] }
        : decision);

    [Fact]
    public void Control_a_day_that_is_bought_back_and_does_not_count_is_caught() => Caught((_, input, decision) =>
        input is RepairStreak && decision is Decided decided ? decided with { Events = [.. decided.Events.Where(happened => happened is not StreakRepaired)] } : decision);

    [Fact]
    public void The_longest_run_of_the_period_counts_and_a_new_period_begins_anew()
    {
        OneShard shard = Counting("week", PeriodKind.Week);
        foreach (int day in (int[])[9, 10, 11, 13, 14, 15, 16])
        {
            Keep(shard, day);
        }

        Assert.Equal((3, 1), (ScoreOf(shard, "week", "2026-W46"), ScoreOf(shard, "week", "2026-W47")));
        Assert.Equal(At("2026-11-11T12:00:00+08:00"), PlaceOf(shard, "week", "2026-W46")!.Value.Reached);
    }

    /// <summary>A late day joins two runs; its refund parts them again; and what comes too late is told in the history.</summary>
    [Fact]
    public void What_comes_late_or_is_refunded_moves_the_score_to_what_it_would_have_been()
    {
        OneShard shard = Counting("week", PeriodKind.Week);
        foreach (int day in (int[])[9, 10, 12, 13])
        {
            Keep(shard, day);
        }

        Keep(shard, 11, on: 14);
        Assert.Equal(5, ScoreOf(shard, "week", "2026-W46"));
        shard.Refunds("d11");
        Assert.Equal(2, ScoreOf(shard, "week", "2026-W46"));

        Keep(shard, 11, on: 16, id: "again");
        Assert.Equal(2, ScoreOf(shard, "week", "2026-W46"));
        Assert.Equal(new BoardPassed("week", "2026-W46", 3), Assert.Single(shard.Town.Events<BoardPassed>()));
    }

    /// <summary>A refunded day uses a freeze that a later week had saved a day with.</summary>
    [Fact]
    public void A_day_of_one_week_may_move_the_next_by_its_freeze()
    {
        OneShard shard = Counting("week", PeriodKind.Week, freezes: 1, grace: 1440);
        foreach (int day in (int[])[13, 14, 15, 16, 18])
        {
            Keep(shard, day, on: Math.Max(day, 16));
        }

        Assert.Equal((3, 2), (ScoreOf(shard, "week", "2026-W46"), ScoreOf(shard, "week", "2026-W47")));
        shard.Refunds("d14");
        Assert.Equal(1, ScoreOf(shard, "week", "2026-W47"));
    }

    [Fact]
    public void A_streak_that_a_board_of_all_time_counts_is_not_forgotten_with_its_campaign()
    {
        OneShard shard = Counting("ever", PeriodKind.AllTime);
        Keep(shard, 9);
        Keep(shard, 10);
        shard.Town.Now = At("2027-09-01T12:00:00+08:00");
        shard.Submit(new ReportActivity(shard.Key, "much-later", "purchase", shard.Town.Now, 100, null, null, null));
        Assert.Empty(shard.Town.Events<ChallengesForgotten>());
        shard.Town.With(Programme(new(7, true, 0, null, 0, false, [new(1, Gives(1))]), ABoard("ever", PeriodKind.AllTime)).From("2027-08-01T00:00:00+08:00", "2028-01-01T00:00:00+08:00"));
        shard.Submit(new ReportActivity(shard.Key, "new-season", "purchase", shard.Town.Now, 100, null, null, null));
        Assert.Equal(2, ScoreOf(shard, "ever", "all"));
        shard.Town.Shards[0].AssertReplays();
    }

    private static OneShard Counting(string board, PeriodKind period, int freezes = 0, int grace = 10) =>
        ShardBuilder.AShard().At("2026-11-01T12:00:00+08:00").Running(Programme(new(7, true, freezes, null, 0, false, [new(1, Gives(1))]), ABoard(board, period, graceMinutes: grace))).Build();

    private static ProgrammeBuilder Programme(StreakGoal goal, BoardDocument board) =>
        AProgramme().WithChallenges(A(goal)).WithBoards(board with { Measure = new(BoardMetric.Streak, [Id]) });

    private static void Keep(OneShard shard, int day, int? on = null, string? id = null)
    {
        shard.At($"2026-11-{on ?? day:00}T12:00:00+08:00");
        shard.Town.Settle();
        shard.Reports(id ?? $"d{day}", $"2026-11-{day:00}T12:00:00+08:00", 100);
    }

    private static Place? PlaceOf(OneShard shard, string board, string period) => BoardQuery.PlaceOf(shard.State, board, PeriodKey.Parse(period), shard.Key);

    private static long? ScoreOf(OneShard shard, string board, string period) => PlaceOf(shard, board, period)?.Score;

    private static void Hold(ulong seed, int shards, Func<ShardState, ShardInput, Decision, Decision>? plant)
    {
        StreakBoardRun run = new StreakBoardRun(seed, shards, plant is null ? null : town => town.Shards.ToList().ForEach(shard => shard.Tamper = plant)).Run(Acts);
        NaiveStreakBoards recount = new(run);
        string name = $"seed {seed}, {shards} shards";
        foreach ((string board, string period) in recount.Lists.Where(list => IsKept(run, list)))
        {
            Assert.True(recount.Sorted(board, period).SequenceEqual(new TownBoards(run.Town, board, PeriodKey.Parse(period)).All(page: 3)), $"{name}: {board}/{period} is another list");
        }

        foreach (BoardDocument board in StreakBoardRun.Boards)
        {
            Assert.True(recount.Passed.GetValueOrDefault(board.Id) == run.Town.Events<BoardPassed>().Count(passed => passed.Board == board.Id), $"{name}: of {board.Id} other days came too late");
        }

        foreach (TestShard shard in run.Town.Shards)
        {
            foreach (BoardClosed closed in shard.Journal.SelectMany(record => JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? []).OfType<BoardClosed>())
            {
                IReadOnlyList<Place> places = recount.Sorted(closed.On!["board:".Length..], closed.Period, shard.State.Shard.Value);
                Assert.True((places.Count, NaiveBoards.HashOf(places)) == (closed.Count, closed.Hash), $"{name}: {closed.On}/{closed.Period} closed with another list");
            }

            shard.AssertReplays();
            if (plant is null)
            {
                shard.AssertDerivable();
            }
        }
    }

    private static bool IsKept(StreakBoardRun run, (string Board, string Period) list)
    {
        (BoardGrain board, PeriodKey period) = (run.Town.Shards[0].State.Board(list.Board), PeriodKey.Parse(list.Period));
        return !board.HasClosed(period) || board.FindClosed(period) is not null;
    }

    private static void Caught(Func<ShardState, ShardInput, Decision, Decision> fault)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            if (Record.Exception(() => Hold(seed, 2, fault)) is XunitException or InvariantBrokenException)
            {
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }
}
