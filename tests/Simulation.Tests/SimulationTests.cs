using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Jifen.Simulation.Tests.Judge;
using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;
using Xunit.Abstractions;

namespace Jifen.Simulation.Tests;

/// <summary>
/// The engine under faults, seed by seed: see docs/testing.md. <c>JIFEN_SEEDS</c> sets how many seeds are run, <c>JIFEN_FIRST</c>
/// from which on, and <c>JIFEN_SEED</c> runs that one alone and shows its journal.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int SeedsOfEachSubmission = 2_000;

    /// <summary>One in so many seeds is run twice.</summary>
    private const int TwiceEvery = 20;

    /// <summary>Runs in which too little happened, of a thousand.</summary>
    private const int MostInvalidOfThousand = 150;

    private const string Replay =
        $"dotnet test tests/Simulation.Tests -c Release --filter {nameof(Every_seed_keeps_every_rule)} --logger 'console;verbosity=detailed'";

    private static readonly ParallelOptions TwoThreads = new() { MaxDegreeOfParallelism = 2 };

    private readonly ConcurrentQueue<string> _failures = [];
    private int _invalid;
    private int _takeOvers;
    private int _deaths;
    private int _releases;

    [Fact]
    public void Every_seed_keeps_every_rule()
    {
        if (Setting("JIFEN_SEED") is { } single)
        {
            Show((ulong)single);
            return;
        }

        long first = Setting("JIFEN_FIRST") ?? 1;
        int seeds = (int)(Setting("JIFEN_SEEDS") ?? SeedsOfEachSubmission);
        Parallel.For(first, first + seeds, TwoThreads, seed => Judge((ulong)seed));
        output.WriteLine(
            $"{seeds} seeds, {_failures.Count} failed, {_invalid} in which too little happened; shards were taken {_takeOvers} times and released {_releases} times, "
            + $"and silos declared dead {_deaths} times");
        Assert.True(_failures.IsEmpty, string.Join('\n', _failures.Order(StringComparer.Ordinal).Take(20)));
        Assert.InRange(_invalid, 0, seeds * MostInvalidOfThousand / 1000);
    }

    private static long? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    private void Judge(ulong seed)
    {
        SimulatedWorld world = Run.Of(seed, new Composition());
        IReadOnlyList<Violation> violations = Verdict.On(world);
        Count(world);
        if (violations.Count > 0)
        {
            Fail(seed, violations[0].ToString());
        }
        else if (!Verdict.IsValid(world))
        {
            Interlocked.Increment(ref _invalid);
        }

        if (seed % TwiceEvery == 0 && Fingerprint(world) != Fingerprint(Run.Of(seed, new Composition())))
        {
            Fail(seed, "run again, it went another way");
        }
    }

    private void Count(SimulatedWorld world)
    {
        Interlocked.Add(ref _takeOvers, world.Disk.History.OfType<TakenOver>().Count());
        Interlocked.Add(ref _releases, world.Disk.History.OfType<Released>().Count());
        Interlocked.Add(ref _deaths, world.Disk.History.OfType<SiloDied>().Count(died => died.By is not null));
    }

    private void Fail(ulong seed, string what) => _failures.Enqueue($"seed {seed}: {what}\n  JIFEN_SEED={seed} {Replay}");

    /// <summary>All that the store has committed, and the checkpoint rows it came to.</summary>
    private static string Fingerprint(SimulatedWorld world)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Committed committed in world.Disk.History.OfType<Committed>())
        {
            hash.AppendData(committed.Record.Hash.ToArray());
        }

        foreach (SimulatedShard shard in world.Disk.Shards)
        {
            foreach (Silo.Journal.GrainRow row in shard.Rows.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => r.Value))
            {
                hash.AppendData(row.State.Span);
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private void Show(ulong seed)
    {
        SimulatedWorld world = Run.Of(seed, new Composition());
        IReadOnlyList<Violation> violations = Verdict.On(world);
        output.WriteLine(world.Scenario.ToString());
        foreach (StoreEntry entry in world.Disk.History)
        {
            output.WriteLine(entry.ToString());
        }

        output.WriteLine($"seed {seed}: {Fingerprint(world)}, {(Verdict.IsValid(world) ? "valid" : "too little happened")}");
        Assert.True(violations.Count == 0, string.Join('\n', violations.Take(20)));
    }
}
