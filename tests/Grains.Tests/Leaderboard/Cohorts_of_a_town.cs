using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;
using Xunit.Sdk;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Random runs with cohorts, with crashes, against a recount of the journals; each property has a planted fault that it catches.</summary>
public sealed class Cohorts_of_a_town
{
    private const int Seeds = 25;
    private const int Acts = 260;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Cohorts_and_divisions_are_those_of_a_naive_recount(int shards)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Hold(seed, shards, plant: null);
        }
    }

    [Fact]
    public void Runs_are_worth_their_name()
    {
        (int rises, int falls, int full, int late) = (0, 0, 0, 0);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            (BoardRun run, IReadOnlyList<NaiveCohorts> leagues) = Hold(seed, 3, plant: null);
            rises += leagues.Sum(league => league.Rises);
            falls += leagues.Sum(league => league.Falls);
            full += leagues.Sum(league => league.Full);
            late += run.Town.Events<CohortAwaited>().Count(awaited => awaited.Division is null);
            Assert.NotEmpty(run.Town.Events<CohortsSettled>());
        }

        Assert.True(rises > 100 && falls > 30 && full > 50 && late > 100, $"{rises} rise, {falls} fall, {full} cohorts are full, {late} wait for their division");
    }

    [Fact]
    public void Control_an_owner_that_forgets_whom_it_has_seated_is_caught() => Caught(
        town => Plant(town, (_, _, decision) => decision is Decided { Events: [CohortsFilled filled] } decided && filled.Members.Sum() % 4 == 0
            ? decided with { Events = [filled with { Members = [.. filled.Members.Select(count => Math.Max(0, count - 1))] }] }
            : decision),
        "cohort");

    [Fact]
    public void Control_an_owner_that_begins_a_cohort_too_early_is_caught() => Caught(
        town => Plant(town, (_, _, decision) => decision is Decided { Messages: [{ Body: CohortsAssigned assigned } message] } decided
            ? decided with { Messages = [message with { Body = assigned with { Members = [.. assigned.Members.Select(seat => seat with { Cohort = seat.Cohort + (seat.Member.Value % 5 == 0 ? 1 : 0) })] } }] }
            : decision),
        "cohort");

    [Fact]
    public void Control_a_member_who_does_not_rise_is_caught() => Caught(
        town => Plant(town, (_, _, decision) => decision is Decided { Events: [DivisionSet, DivisionSet, ..] } decided ? decided with { Events = [.. decided.Events.Skip(1)] } : decision),
        "division");

    [Fact]
    public void Control_a_member_who_rises_twice_is_caught() => Caught(
        town => Plant(town, (_, _, decision) => decision is Decided { Events: [DivisionSet { Division: 1 } set, ..] } decided
            ? decided with { Events = [set with { Division = 2 }, .. decided.Events.Skip(1)] }
            : decision),
        "division");

    [Fact]
    public void Control_a_division_that_is_guessed_while_it_is_not_decided_is_caught() => Caught(
        town => Plant(town, (_, input, decision) => decision is Decided { Messages: [{ Body: CohortsWanted wanted } message] } decided && input is AskCohorts
            ? new Decided
            {
                Events = [.. decided.Events.Select(happened => ((CohortAwaited)happened) with { Division = 0 })],
                Messages = [message with { Body = wanted with { Members = [.. wanted.Members.Select(wish => wish with { Division = 0 })] } }],
            }
            : decision),
        "another division");

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

    private static (BoardRun Run, IReadOnlyList<NaiveCohorts> Leagues) Hold(ulong seed, int shards, Action<Town>? plant)
    {
        Dice dice = new(seed * 31);
        BoardRun run = new BoardRun(seed, shards, plant, Leagues.Boards) { AfterAct = run => Crash(run, dice) }.Run(Acts);
        try
        {
            NaiveBoards recount = new(run, Leagues.Naive);
            NaiveCohorts[] leagues = [new(run, recount, Leagues.Daily, Leagues.OfDays), new(run, recount, Leagues.Weekly, Leagues.OfWeeks)];
            Array.ForEach(leagues, static league => league.Agree());
            foreach (TestShard shard in run.Town.Shards)
            {
                shard.AssertReplays();
                if (plant is null)
                {
                    shard.AssertDerivable();
                }
            }

            return (run, leagues);
        }
        catch (XunitException failed)
        {
            throw new XunitException($"seed {seed}, {shards} shards: {failed.Message}", failed);
        }
    }

    private static void Crash(BoardRun run, Dice dice)
    {
        if (dice.Chance(4))
        {
            run.Town.Shards[dice.Roll(run.Town.Shards.Count)].Crash();
        }
    }
}
