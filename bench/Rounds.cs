using System.Diagnostics;

namespace Jifen.Bench;

/// <summary>Medians over rounds of one run, after a first round that only warms up.</summary>
internal static class Rounds
{
    /// <summary>Nanoseconds an operation takes in the median round.</summary>
    public static Cost NanosecondsEach(int rounds, int operations, Action round)
    {
        round();
        return MedianOf([.. Enumerable.Range(0, rounds).Select(_ => Seconds(round) * (1e9 / operations))]);
    }

    public static Cost MedianOf(IReadOnlyCollection<Cost> costs) => new(
        costs.Select(cost => cost.Elapsed).Order().ElementAt(costs.Count / 2),
        costs.Select(cost => cost.Processor).Order().ElementAt(costs.Count / 2));

    public static async Task<Cost> SecondsAsync(Func<Task> action)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await action();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    public static Cost Seconds(Action action)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        action();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }
}

/// <param name="Elapsed">By the wall clock.</param>
/// <param name="Processor">What the process got of it, on all cores; less than elapsed where it had to share them.</param>
internal readonly record struct Cost(double Elapsed, double Processor)
{
    public static Cost operator *(Cost cost, double factor) => new(cost.Elapsed * factor, cost.Processor * factor);
}
