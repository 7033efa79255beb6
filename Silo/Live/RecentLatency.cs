namespace Jifen.Silo.Live;

/// <summary>What a meter has counted within the last minute, in steps of a second. Not safe for threads.</summary>
internal sealed class RecentLatency(LatencyMeter meter)
{
    private const int Window = 60;

    private readonly Queue<long[]> _seconds = new();
    private readonly long[] _recent = new long[LatencyMeter.Buckets];
    private long[] _seen = new long[LatencyMeter.Buckets];

    /// <summary>Takes in what was counted since the last call, and lets go of what is older than a minute.</summary>
    /// <param name="seconds">How many seconds have passed since.</param>
    public Latencies Advance(int seconds)
    {
        long[] now = new long[LatencyMeter.Buckets];
        meter.AddTo(now);
        long[] since = [.. now.Zip(_seen, static (newer, older) => newer - older)];
        _seen = now;
        _seconds.Enqueue(since);
        Add(since, 1);
        for (int idle = 1; idle < Math.Min(seconds, Window); idle++)
        {
            _seconds.Enqueue([]);
        }

        while (_seconds.Count > Window)
        {
            Add(_seconds.Dequeue(), -1);
        }

        return Quantiles(_recent);
    }

    /// <summary>Quantiles by rank: the smallest value that at least this share of all reach.</summary>
    internal static Latencies Quantiles(long[] counts)
    {
        long count = counts.Sum();
        return new(count, At(counts, count, 500), At(counts, count, 990), At(counts, count, 999));
    }

    private static TimeSpan? At(long[] counts, long count, long thousandths)
    {
        long rank = ((count * thousandths) + 999) / 1000;
        for (int bucket = 0; count > 0 && bucket < counts.Length; bucket++)
        {
            rank -= counts[bucket];
            if (rank <= 0)
            {
                return LatencyMeter.MiddleOf(bucket);
            }
        }

        return null;
    }

    private void Add(long[] counts, int sign)
    {
        for (int i = 0; i < counts.Length; i++)
        {
            _recent[i] += sign * counts[i];
        }
    }
}
