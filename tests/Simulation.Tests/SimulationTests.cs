using Jifen.Simulation.Tests.World;
using Xunit.Abstractions;

namespace Jifen.Simulation.Tests;

public sealed class SimulationTests(ITestOutputHelper output)
{
    [Fact]
    public void A_seed_runs()
    {
        System.Diagnostics.Stopwatch watch = System.Diagnostics.Stopwatch.StartNew();
        int bad = 0;
        long t1 = 0;
        int invalid = 0;
        string range = Environment.GetEnvironmentVariable("JIFEN_RANGE") ?? "1-100";
        ulong[] ends = [.. range.Split('-').Select(ulong.Parse)];
        for (ulong seed = ends[0]; seed <= ends[1]; seed++)
        {
            long t0 = watch.ElapsedTicks;
            SimulatedWorld world = Run.Of(seed, new Composition());
            t1 += watch.ElapsedTicks - t0;
            Judge.Verdict.On(world);
            invalid += Judge.Verdict.IsValid(world) ? 0 : 1;
            if (world.Evidence.Violations.Count > 0 || ends[0] == ends[1])
            {
                output.WriteLine($"SEED {seed}: {world.Scenario.Shards} shards, {world.Disk.History.Count} entries, {world.Evidence.Acknowledged.Count} acks, {world.Events.Elapsed} {string.Join("\n", world.Evidence.Violations.Take(3))}");
                bad++;
                if (ends[0] == ends[1])
                {
                    foreach (Store.StoreEntry entry in world.Disk.History)
                    {
                        output.WriteLine(entry is Store.Committed c ? $"R {c.Record.Shard}/{c.Record.Sequence} e{c.Record.Epoch} g{c.Record.ControlGeneration} {c.Record.Stamp} {System.Text.Encoding.UTF8.GetString(c.Record.Body.Span)}" : entry.ToString());
                    }
                    foreach (Store.SimulatedShard s in world.Disk.Shards)
                    {
                        output.WriteLine($"SHARDROW {s.ToHead().Shard} {s.Rows.GetValueOrDefault("shard")?.AsOf} {(s.Rows.TryGetValue("shard", out var q) ? System.Text.Encoding.UTF8.GetString(q.State.Span) : "")}");
                        output.WriteLine($"OUT {s.ToHead()} {(s.Rows.TryGetValue("outbox", out var r) ? System.Text.Encoding.UTF8.GetString(r.State.Span) : "")}");
                    }
                }
            }
        }

        output.WriteLine($"SEED took {watch.Elapsed}, {invalid} invalid, run {t1 / (System.Diagnostics.Stopwatch.Frequency / 1000)} ms");
        Assert.Equal(0, bad);
    }
}
