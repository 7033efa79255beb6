using System.Globalization;
using Jifen.Silo.Hosting;

namespace Jifen.Bench.Spins;

/// <summary>
/// Bytes of memory that a member takes while it is resident: <c>resident [MEMBERS]</c>. Each has enrolled, bought and played
/// <see cref="Plays"/> times, so it holds lots, counters, keys, and a place on three boards.
/// </summary>
internal static class ResidentBench
{
    private const int Plays = 6;

    public static async Task<int> RunAsync(string[] options)
    {
        int members = options.Length > 0 ? int.Parse(options[0], CultureInfo.InvariantCulture) : 50_000;
        await using SpinTown town = SpinTown.Found();
        await using SiloEngine engine = await town.StartEngineAsync();
        _ = await SpinTown.PopulateAsync(engine, count: 1, first: members);
        long before = Settled();
        MemberKey[] all = await SpinTown.PopulateAsync(engine, members);
        for (ulong play = 0; play < Plays; play++)
        {
            await Task.WhenAll(all.Select(member => engine.Calls.DecideAsync(engine.Calls.Of(member), new Play(member, SpinTown.Lottery, ""), member, new(100 + play)).AsTask()));
        }

        while (!engine.Shards.All.All(shard => shard.Figures.Floor == shard.Figures.Head))
        {
            await Task.Delay(100);
        }

        Table.Head("members in memory");
        Table.Row("members", members);
        Table.Row("bytes a resident member", (double)(Settled() - before) / members);
        _ = await engine.StopAsync();
        return 0;
    }

    private static long Settled() => GC.GetTotalMemory(forceFullCollection: true);
}
