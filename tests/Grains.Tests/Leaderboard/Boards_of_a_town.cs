using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Random runs against a recount of the journals; each property has a planted fault that it catches.</summary>
public sealed class Boards_of_a_town
{
    private const int Seeds = 30;
    private const int Acts = 250;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Ranks_pages_neighbours_and_closed_lists_are_those_of_a_naive_recount(int shards)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Hold(seed, shards, plant: null);
        }
    }

    [Fact]
    public void Runs_are_worth_their_name()
    {
        List<BoardRun> runs = [.. Enumerable.Range(1, 6).Select(seed => new BoardRun((ulong)seed, 3).Run(Acts))];
        List<NaiveBoards> recounts = [.. runs.Select(run => new NaiveBoards(run))];

        Assert.All(runs, run => Assert.NotEmpty(run.Town.Events<BoardFinalized>()));
        Assert.All(runs, run => Assert.NotEmpty(run.Town.Events<BoardDropped>()));
        Assert.All(runs, run => Assert.Contains(run.Town.Events<BoardScored>(), scored => scored.Score < 0));
        Assert.All(runs, run => Assert.NotEmpty(run.Town.Events<BadgeSetCompleted>()));
        Assert.All(recounts, recount => Assert.True(recount.Passed[BoardRun.Daily] > 5, "activities come too late for a closed day"));
        Assert.True(recounts.Sum(Ties) > 10, "members tie");
        static int Ties(NaiveBoards recount) =>
            recount.Lists.Sum(l => recount.Sorted(l.Board, l.Period) is var places ? places.Count - places.Select(p => p.Score).Distinct().Count() : 0);
    }

    [Fact]
    public void Control_a_slice_that_closes_before_its_grace_is_over_is_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided decided && input is ReportActivity && state.Boards is [{ Next: { } next } board, ..]
            ? decided with { Events = [.. decided.Events, new BoardClosed(next.ToString(), 0, default) { On = board.Id }] }
            : decision),
        "closed");

    [Fact]
    public void Control_a_badge_that_comes_twice_is_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided decided && input is ReportActivity { Member: var member }
            && state.FindMember(member)!.Awards.HasBadge("buyer")
                ? decided with { Events = [.. decided.Events, new BadgeEarned("buyer")] }
                : decision),
        "badge comes once");

    [Fact]
    public void Control_a_grand_prize_that_comes_twice_is_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided decided && input is Play { Member: var member }
            && state.FindMember(member)!.Awards.HasSet("games")
                ? decided with { Events = [.. decided.Events, new PointsEarned("badge-set:games", "badge-set", null, new(3), 1, null, default)] }
                : decision),
        "grand prize");

    [Fact]
    public void Control_a_reward_that_comes_twice_is_caught() => Caught(
        town =>
        {
            bool isForgotten = false;
            Plant(town, (state, input, decision) => decision is Decided decided && input is GiveBoardReward && !isForgotten && (isForgotten = true)
                ? decided with { Events = [.. decided.Events.Where(happened => happened is not BoardRewardGiven)] }
                : decision);
        },
        "rewards");

    [Fact]
    public void Control_a_slice_that_gives_one_reward_too_few_is_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided { Events: [BoardRewardsBegun { Due: > 1 } begun, ..] } decided
            ? decided with { Events = [begun with { Due = begun.Due - 1 }] }
            : decision),
        "rewards");

    [Fact]
    public void Control_a_slice_that_leaves_out_its_highest_is_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided { Messages: [{ Body: BoardPlacesTold { Between: > 1 } told } message] } decided
            ? decided with { Messages = [message with { Body = told with { Places = [.. told.Places.Skip(1)], Between = told.Between - 1 } }] }
            : decision),
        "rank");

    [Fact]
    public void Control_points_of_rewards_that_do_not_name_their_board_are_caught() => Caught(
        town => Plant(town, (state, input, decision) => decision is Decided decided && input is GiveBoardReward
            ? decided with { Events = [.. decided.Events.Select(happened => happened is PointsEarned earned ? earned with { Board = null } : happened)] }
            : decision),
        "rewards");

    [Fact]
    public void Control_a_rank_that_counts_equals_as_above_is_caught()
    {
        BoardRun run = new BoardRun(1, 3).Run(Acts);
        NaiveBoards recount = new(run);
        IReadOnlyList<Place> sorted = recount.Sorted(BoardRun.Ever, "all");
        long[] planted = [.. sorted.Select(place => 1L + run.Town.Shards.Sum(s => sorted.Count(p => Placement.Of(p.Member, 3) == s.State.Shard && (p.IsAbove(place) || p == place))))];
        Assert.NotEqual([.. Enumerable.Range(1, sorted.Count).Select(rank => (long)rank)], planted);
    }

    private static void Plant(Town town, Func<ShardState, ShardInput, Decision, Decision> fault)
    {
        foreach (TestShard shard in town.Shards)
        {
            shard.Tamper = fault;
        }
    }

    private static void Caught(Action<Town> plant, string alarm)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                Hold(seed, 2, plant);
            }
            catch (Exception caught) when (caught is XunitException or InvariantBrokenException)
            {
                Assert.Contains(alarm, caught.Message, StringComparison.Ordinal);
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }

    private static void Hold(ulong seed, int shards, Action<Town>? plant)
    {
        try
        {
            BoardRun run = new BoardRun(seed, shards, plant).Run(Acts);
            NaiveBoards recount = new(run);
            AwardsComeOnce(run);
            ClosedListsAgree(run, recount);
            ListsAgree(run, recount);
            LateScoresAreTold(run, recount);
            NaiveRewards.Agree(run, recount);
            foreach (TestShard shard in run.Town.Shards)
            {
                shard.AssertReplays();
                if (plant is null)
                {
                    shard.AssertDerivable();
                }
            }
        }
        catch (XunitException failed)
        {
            throw new XunitException($"seed {seed}, {shards} shards: {failed.Message}", failed);
        }
    }

    private static void ListsAgree(BoardRun run, NaiveBoards recount)
    {
        foreach ((string board, string text) in recount.Lists)
        {
            var period = PeriodKey.Parse(text);
            if (!IsKept(run, board, period))
            {
                Assert.All(run.Town.Shards, s => Assert.Null(s.State.FindBoardSlice(board, period)));
                continue;
            }

            IReadOnlyList<Place> expected = recount.Sorted(board, text);
            TownBoards actual = new(run.Town, board, period);
            Assert.Equal(expected.Count, actual.Size);
            Assert.Equal(expected, actual.All(page: 3));
            for (int at = 0; at < expected.Count; at++)
            {
                Assert.Equal(at + 1, actual.RankOf(expected[at].Member));
                int from = Math.Max(0, at - 2);
                Assert.Equal(expected.Skip(from).Take(at - from + 3), actual.Around(expected[at], 2));
            }
        }
    }

    /// <summary>Each slice closes each period once, with just what its members had earned by then; the whole is final once all have.</summary>
    private static void ClosedListsAgree(BoardRun run, NaiveBoards recount)
    {
        foreach (TestShard shard in run.Town.Shards)
        {
            foreach ((BoardClosed closed, Stamp at) in Of<BoardClosed>(shard))
            {
                string board = closed.On!["board:".Length..];
                Assert.True(recount.SliceOf(board, closed.Period, shard.State.Shard) == (closed.Count, closed.Hash), $"{board}/{closed.Period} closed at {at} with another list");
            }
        }

        List<(string On, string Period)> finals = [.. run.Town.Events<BoardFinalized>().Select(f => (f.On!, f.Period))];
        Assert.Equal(finals.Distinct(), finals);
        Assert.All(run.Town.Events<BoardFinalized>(), f => Assert.Equal(recount.Sorted(f.On!["boardowner:".Length..], f.Period).Count, f.Count));
        int closes = run.Town.Events<BoardClosed>().Count();
        Assert.Equal(finals.Count * run.Town.Shards.Count, closes);
    }

    private static void LateScoresAreTold(BoardRun run, NaiveBoards recount)
    {
        foreach (string board in (string[])[BoardRun.Daily, BoardRun.Weekly, BoardRun.Ever])
        {
            Assert.Equal(recount.Passed.GetValueOrDefault(board), run.Town.Events<BoardPassed>().Count(passed => passed.Board == board));
        }
    }

    private static void AwardsComeOnce(BoardRun run)
    {
        foreach (TestShard shard in run.Town.Shards)
        {
            var badges = Awarded<BadgeEarned>(shard).Select(a => (a.Member, a.Event.Badge)).ToList();
            Assert.True(badges.Distinct().Count() == badges.Count, "a badge comes once");
            var sets = Awarded<BadgeSetCompleted>(shard).Select(a => (a.Member, $"badge-set:{a.Event.Set}")).ToList();
            Assert.True(sets.Distinct().Count() == sets.Count, "a set is complete once");
            var grand = Awarded<PointsEarned>(shard).Where(a => a.Event.Rule == "badge-set").Select(a => (a.Member, a.Event.Cause));
            Assert.True(sets.Order().SequenceEqual(grand.Order()), "each complete set brings its grand prize once");
            foreach (Jifen.Grains.Member.MemberGrain member in shard.State.Members)
            {
                Assert.Equal(member.Awards.HasBadge("winner") && member.Awards.HasBadge("player"), member.Awards.HasSet("games"));
                Assert.True(member.Awards.HasBadge("rich") || member.Purse.Earned.Value - member.Purse.Reversed.Value < 40, "who has so many points has the badge");
                Assert.True(!member.Awards.HasBadge("rich") || member.Purse.Earned.Value >= 40, "who has the badge had so many points");
            }
        }
    }

    private static bool IsKept(BoardRun run, string board, PeriodKey period)
    {
        BoardGrain grain = run.Town.Shards[0].State.Board(board);
        return !grain.HasClosed(period) || grain.FindClosed(period) is not null;
    }

    private static IEnumerable<(MemberKey Member, T Event)> Awarded<T>(TestShard shard)
        where T : GrainEvent => shard.Journal.Where(r => r.At.Member is not null).SelectMany(r => EventsOf<T>(r).Select(e => (r.At.Member!.Value, e)));

    private static IEnumerable<(T Event, Stamp At)> Of<T>(TestShard shard)
        where T : GrainEvent => shard.Journal.SelectMany(r => EventsOf<T>(r).Select(e => (e, r.At.Stamp)));

    private static IEnumerable<T> EventsOf<T>(TestRecord record)
        where T : GrainEvent => (JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? []).OfType<T>();
}
