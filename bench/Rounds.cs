using System.Diagnostics;

namespace Jifen.Bench;

/// <summary>Medians over rounds of one run, after a first round that only warms up.</summary>
internal static class Rounds
{
    /// <summary>Nanoseconds an operation takes in the median round.</summary>
    public static double NanosecondsEach(int rounds, int operations, Action round)
    {
        round();
        double[] taken = [.. Enumerable.Range(0, rounds).Select(_ => Seconds(round) * 1e9 / operations)];
        Array.Sort(taken);
        return taken[rounds / 2];
    }

    public static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
