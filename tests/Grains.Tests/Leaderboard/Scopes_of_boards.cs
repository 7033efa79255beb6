using System.Text.Json;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>
/// Members move between regions and segments while they earn, play and get refunds: boards with a scope hold just what was counted while a member
/// was in it, told from the journals alone.
/// </summary>
public sealed class Scopes_of_boards
{
    private const int Seeds = 20;
    private const int Acts = 200;
    private const string East = "in-east";
    private const string Vips = "of-vips";
    private const string Games = "played-there";

    private static readonly BoardDocument[] Scoped =
    [
        ABoard(East, PeriodKind.Week, keep: 60) with { Scope = new(["east"], [], []) },
        ABoard(Vips, PeriodKind.Month, keep: 60, measure: new(BoardMetric.Amount, ["purchase"])) with { Scope = new(["east", "north"], ["gold", "vip"], []) },
        ABoard(Games, PeriodKind.AllTime, measure: new(BoardMetric.Plays, [])) with { Scope = new([], ["vip"], []) },
        ABoard("of-nobody", PeriodKind.AllTime) with { Scope = new([], [], ["gold"]) },
    ];

    private static readonly NaiveBoard[] Recounted =
    [
        new(East, BoardMetric.PointsEarned, null, PeriodKind.Week, 10) { Takes = static groups => groups.Region == "east" },
        new(Vips, BoardMetric.Amount, "purchase", PeriodKind.Month, 10)
        {
            Takes = static groups => groups.Region is "east" or "north" && (groups.Segments.Contains("vip") || groups.Segments.Contains("gold")),
        },
        new(Games, BoardMetric.Plays, null, PeriodKind.AllTime, 0) { Takes = static groups => groups.Segments.Contains("vip") },
    ];

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
        List<BoardRun> runs = [.. Enumerable.Range(1, 6).Select(seed => Run((ulong)seed, 3, plant: null))];
        Assert.All(runs, run => Assert.True(run.Town.Events<GroupsSet>().Count() > 50));
        Assert.All(runs, run => Assert.Contains(run.Town.Events<BoardClosed>(), closed => closed.On == $"board:{East}" && closed.Count > 0));
        Assert.True(runs.Sum(run => run.Town.Events<RefundCounted>().Count(refund => refund.Scoped is not null)) > 10, "refunds move boards with a scope");
        Assert.True(runs.Sum(run => run.Town.Events<RefundCounted>().Count(refund => refund.Scoped is null)) > 10, "refunds move none");
        Assert.All(runs, run => Assert.Empty(new TownBoards(run.Town, "of-nobody", PeriodKey.Parse("all")).All(page: 3)));
    }

    [Fact]
    public void Control_a_refund_that_moves_no_board_with_a_scope_is_caught() => Caught(decision => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Select(happened => happened is RefundCounted refund ? refund with { Scoped = null } : happened)] }
        : decision);

    [Fact]
    public void Control_a_refund_that_moves_every_board_with_a_scope_is_caught() => Caught(decision => decision is Decided decided
        ? decided with { Events = [.. decided.Events.Select(happened => happened is RefundCounted refund ? refund with { Scoped = [East, Vips] } : happened)] }
        : decision);

    /// <summary>What a board counts and whose is its own for ever: a later version with another scope goes on with the first.</summary>
    [Fact]
    public void A_later_version_does_not_change_the_scope()
    {
        OneShard shard = ShardBuilder.AShard().Running(AProgramme().WithBoards(ABoard("b", PeriodKind.AllTime) with { Scope = new(["east"], [], []) })).Build();
        shard.Submit(new SetGroups(shard.Key, new("east", [])));
        shard.Town.Earn(shard.Key, 5);
        shard.Town.With(AProgramme().WithBoards(ABoard("b", PeriodKind.AllTime) with { Scope = new(["west"], [], []) }));
        shard.Town.Earn(shard.Key, 7);
        Assert.Equal(12, BoardQuery.PlaceOf(shard.State, "b", PeriodKey.Parse("all"), shard.Key)!.Value.Score);
        Assert.Equal(["east"], BoardQuery.Card(shard.State, "b", null, shard.Town.Now)!.Scope!.Regions);
        shard.Submit(new SetGroups(shard.Key, new("west", [])));
        shard.Town.Earn(shard.Key, 9);
        Assert.Equal(12, BoardQuery.PlaceOf(shard.State, "b", PeriodKey.Parse("all"), shard.Key)!.Value.Score);
    }

    [Fact]
    public void Groups_that_are_not_in_order_or_too_many_are_refused_and_the_same_again_changes_nothing()
    {
        OneShard shard = ShardBuilder.AShard().Build();
        Assert.Single(Assert.IsType<Decided>(shard.Submit(new SetGroups(shard.Key, new("east", ["a", "b"])))).Events);
        Assert.Empty(Assert.IsType<Decided>(shard.Submit(new SetGroups(shard.Key, new("east", ["a", "b"])))).Events);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new SetGroups(shard.Key, new(null, ["b", "a"])))).Code);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new SetGroups(shard.Key, new(null, ["a", "a"])))).Code);
        string[] most = [.. Enumerable.Range(0, MemberGroups.MostSegments).Select(n => $"s{n:00}")];
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new SetGroups(shard.Key, new(null, [.. most, "t"])))).Code);
        Assert.Equal(new MemberGroups("east", ["a", "b"]), shard.Member.Groups);
        Assert.IsType<Decided>(shard.Submit(new SetGroups(shard.Key, new(null, most))));
        Assert.Equal(new MemberGroups(null, most), shard.Town.Shards[0].Reload().FindMember(shard.Key)!.Groups);
    }

    [Fact]
    public void Who_is_enrolled_with_groups_begins_in_them()
    {
        Town town = new Town(1).With(AProgramme());
        MemberKey member = town.KeyFor(7);
        Decided decided = Assert.IsType<Decided>(town.Submit(member, new Enrol(member) { Groups = new("east", ["vip"]) }, town.NewKey()));
        Assert.Equal([typeof(MemberEnrolled), typeof(GroupsSet)], decided.Events.Select(happened => happened.GetType()));
        Assert.Equal(new MemberGroups("east", ["vip"]), town.HomeOf(member).State.FindMember(member)!.Groups);
    }

    private static BoardRun Run(ulong seed, int shards, Action<Town>? plant)
    {
        Dice dice = new(seed * 7919);
        BoardRun run = new(seed, shards, plant, Scoped);
        run.AfterAct = at => Move(at, dice);
        return run.Run(Acts);
    }

    /// <summary>Some member goes elsewhere, or leaves all groups.</summary>
    private static void Move(BoardRun run, Dice dice)
    {
        if (dice.Chance(60))
        {
            MemberKey member = run.Members[dice.Roll(run.Members.Count)];
            string? region = dice.Roll(4) switch { 0 => null, 1 => "north", 2 => "west", _ => "east" };
            string[] segments = [.. ((string[])["gold", "new", "vip"]).Where(_ => dice.Chance(40))];
            run.Town.Submit(member, new SetGroups(member, new(region, segments)), run.Town.NewKey());
        }
    }

    private static void Hold(ulong seed, int shards, Action<Town>? plant)
    {
        BoardRun run = Run(seed, shards, plant);
        NaiveBoards recount = new(run, Recounted);
        foreach ((string board, string period) in recount.Lists.Where(list => Scoped.Any(scoped => scoped.Id == list.Board)))
        {
            Assert.True(
                recount.Sorted(board, period).SequenceEqual(new TownBoards(run.Town, board, PeriodKey.Parse(period)).All(page: 3)), $"seed {seed}, {shards} shards: {board}/{period} is another list");
        }

        foreach (TestShard shard in run.Town.Shards)
        {
            foreach (BoardClosed closed in ClosedOf(shard).Where(closed => closed.On is $"board:{East}" or $"board:{Vips}"))
            {
                Assert.True(
                    recount.SliceOf(closed.On!["board:".Length..], closed.Period, shard.State.Shard) == (closed.Count, closed.Hash), $"seed {seed}, {shards} shards: {closed.On}/{closed.Period} closed with another list");
            }

            shard.AssertReplays();
            if (plant is null)
            {
                shard.AssertDerivable();
            }
        }
    }

    private static IEnumerable<BoardClosed> ClosedOf(TestShard shard) =>
        shard.Journal.SelectMany(record => (JsonSerializer.Deserialize(record.Body, JournalJson.Canonical.RecordBody)!.Events ?? []).OfType<BoardClosed>());

    private static void Caught(Func<Decision, Decision> fault)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            try
            {
                Hold(seed, 2, town =>
                {
                    foreach (TestShard shard in town.Shards)
                    {
                        shard.Tamper = (_, _, decision) => fault(decision);
                    }
                });
            }
            catch (Exception caught) when (caught is XunitException or InvariantBrokenException)
            {
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }
}
