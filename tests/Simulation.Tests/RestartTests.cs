using System.Collections.Concurrent;
using Jifen.Simulation.Tests.Judge;
using Jifen.Simulation.Tests.World;
using Xunit.Abstractions;

namespace Jifen.Simulation.Tests;

/// <summary>
/// How long calls wait while three silos are restarted one after the other under load, counted on the simulated clock: no machine is too slow for
/// the figure. How long they wait on a real one is printed by the tests of processes.
/// </summary>
public sealed class RestartTests(ITestOutputHelper output)
{
    private const int Seeds = 40;
    private const int OneRound = 3;

    /// <summary>What a rolling restart may cost a call (docs/guarantees.md).</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    [Fact]
    public void Nobody_waits_for_longer_than_two_seconds_while_silos_hand_over_and_come_back()
    {
        SimulatedWorld[] worlds = Run(new Upgrades(handsOver: true));
        Assert.Empty(worlds.SelectMany(world => Verdict.On(world).Select(violation => $"seed {world.Scenario.Seed}: {violation}")));
        Assert.All(worlds.Select(world => world.Evidence.Restarts.Count), restarts => Assert.InRange(restarts, OneRound, int.MaxValue));
        string[] late = [.. worlds.SelectMany(world => Waits(world).Where(call => call.Took > Promised).Select(call => $"seed {world.Scenario.Seed}: {call.Took} for {call.Call.Input}"))];
        Assert.True(late.Length == 0, string.Join('\n', late));
    }

    [Fact]
    public void Silos_that_are_killed_instead_make_calls_wait_longer() =>
        Assert.Contains(Run(new Upgrades(handsOver: false)), world => Waits(world).Any(call => call.Took > Promised));

    /// <summary>Calls that were made while silos were restarted.</summary>
    private static IEnumerable<(Call Call, TimeSpan MadeAt, TimeSpan Took)> Waits(SimulatedWorld world) =>
        world.Evidence.Ended.Where(call => call.MadeAt >= world.Evidence.Restarts[0]);

    private SimulatedWorld[] Run(Composition composition)
    {
        ConcurrentBag<SimulatedWorld> worlds = [];
        Parallel.For(1, 1 + Seeds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed => worlds.Add(World.Run.Of((ulong)seed, composition)));
        TimeSpan[] waits = [.. worlds.SelectMany(Waits).Select(call => call.Took).Order()];
        output.WriteLine(
            $"{worlds.Sum(world => world.Evidence.Restarts.Count)} restarts, {waits.Length} calls; {waits[waits.Length / 2].TotalMilliseconds:F0} ms in the median, "
            + $"{waits[waits.Length * 99 / 100].TotalMilliseconds:F0} ms for 99 of 100, {waits[^1].TotalMilliseconds:F0} ms at most");
        return [.. worlds];
    }

    private sealed class Upgrades(bool handsOver) : Composition
    {
        public override Scenario Scenario(ulong seed, SeededDraw draw) => World.Scenario.Upgrade(seed, draw, handsOver);
    }
}
