using System.Globalization;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Bench.Spins;

/// <summary>Durable plays without HTTP: <c>spins [CALLERS]...</c>. Each caller makes its next play when the last is answered.</summary>
internal static class InProcessBench
{
    private const int RoundCount = 3;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] options)
    {
        int[] sizes = options.Length > 0 ? [.. options.Select(size => int.Parse(size, CultureInfo.InvariantCulture))] : [64, 256, 1_024];
        await using SpinTown town = SpinTown.Found();
        await using SiloEngine engine = await town.StartEngineAsync();
        MemberKey[] members = await SpinTown.PopulateAsync(engine);
        Table.Head("durable plays in process");
        foreach (int callers in sizes)
        {
            await MeasureAsync(engine, members, callers);
        }

        _ = await engine.StopAsync();
        return 0;
    }

    private static async Task MeasureAsync(SiloEngine engine, MemberKey[] members, int callers)
    {
        List<Load> rounds = [];
        for (int round = 0; round <= RoundCount; round++)
        {
            rounds.Add(await Load.MeasureAsync(callers, Round, caller => Player(engine, members, caller, callers)));
        }

        Load median = rounds[1..].OrderBy(load => load.PerSecond).ElementAt(RoundCount / 2);
        Table.Row($"{callers} callers, plays a second", median.PerSecond);
        Table.Row($"{callers} callers, a play, us", new Cost(1e6 / median.PerSecond, median.ProcessorSeconds * 1e6 / median.Count));
        Table.Row($"{callers} callers, p50, ms", median.Quantile(0.5).TotalMilliseconds);
        Table.Row($"{callers} callers, p99, ms", median.Quantile(0.99).TotalMilliseconds);
    }

    /// <summary>Plays of one caller: it goes through its own share of the members.</summary>
    private static Func<Task> Player(SiloEngine engine, MemberKey[] members, int caller, int callers)
    {
        int turn = 0;
        int share = members.Length / callers;
        return async () =>
        {
            MemberKey member = members[caller + (callers * (turn++ % share))];
            RequestKey key = SpinTown.FreshKey();
            Answered reply = await engine.Calls.DecideAsync(engine.Calls.Of(member), new Play(member, SpinTown.Lottery, ""), member, key);
            if (reply.Answer is not Played)
            {
                throw new InvalidOperationException($"No play but {reply.Answer}.");
            }
        };
    }
}
