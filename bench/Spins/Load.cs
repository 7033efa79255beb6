using System.Diagnostics;

namespace Jifen.Bench.Spins;

/// <summary>What callers got who each called again as soon as they were answered.</summary>
internal sealed class Load
{
    private readonly long[] _sorted;

    private Load(IEnumerable<long> ticks, TimeSpan elapsed, double processorSeconds)
    {
        _sorted = [.. ticks.Order()];
        (PerSecond, ProcessorSeconds) = (_sorted.Length / elapsed.TotalSeconds, processorSeconds);
    }

    public double PerSecond { get; }

    /// <summary>Of this process, callers included.</summary>
    public double ProcessorSeconds { get; }

    public int Count => _sorted.Length;

    public TimeSpan Quantile(double share) => Stopwatch.GetElapsedTime(0, _sorted[(int)(share * (_sorted.Length - 1))]);

    /// <param name="call">Makes the calls of the caller of this number.</param>
    public static async Task<Load> MeasureAsync(int callers, TimeSpan time, Func<int, Func<Task>> call)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long begun = Stopwatch.GetTimestamp();
        List<long>[] taken = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => RepeatAsync(call(caller), begun, time))));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(begun);
        return new(taken.SelectMany(ticks => ticks), elapsed, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
    }

    private static async Task<List<long>> RepeatAsync(Func<Task> call, long begun, TimeSpan time)
    {
        List<long> taken = [];
        while (Stopwatch.GetElapsedTime(begun) < time)
        {
            long from = Stopwatch.GetTimestamp();
            await call();
            taken.Add(Stopwatch.GetTimestamp() - from);
        }

        return taken;
    }
}
