using System.Numerics;

namespace Jifen.Silo.Live;

/// <summary>
/// Counts durations in buckets whose width is a thirty-second of their octave, so that no quantile is off by more than 1.6 %. It only
/// ever counts up. Safe for threads; recording allocates nothing and takes no lock.
/// </summary>
internal sealed class LatencyMeter
{
    /// <summary>Buckets to an octave; durations below as many nanoseconds are counted one by one.</summary>
    private const int Steps = 32;
    private const int StepBits = 5;

    /// <summary>What took longer, some 73 minutes, counts as this long.</summary>
    private const int LastOctave = 41;

    /// <summary>Shards count in different places, so that their threads do not meet.</summary>
    private const int Stripes = 8;

    private readonly long[][] _counts = [.. Enumerable.Range(0, Stripes).Select(_ => new long[Buckets])];

    public static int Buckets => (LastOctave - StepBits + 2) * Steps;

    public void Record(int place, TimeSpan took)
    {
        long nanoseconds = Math.Clamp(took.Ticks, 0, TimeSpan.TicksPerHour) * TimeSpan.NanosecondsPerTick;
        Interlocked.Increment(ref _counts[place % Stripes][BucketOf(nanoseconds)]);
    }

    /// <summary>Adds what has been counted so far.</summary>
    public void AddTo(long[] counts)
    {
        foreach (long[] stripe in _counts)
        {
            for (int i = 0; i < counts.Length; i++)
            {
                counts[i] += Volatile.Read(ref stripe[i]);
            }
        }
    }

    /// <summary>The middle of a bucket.</summary>
    public static TimeSpan MiddleOf(int bucket)
    {
        int octave = bucket / Steps;
        if (octave == 0)
        {
            return TimeSpan.FromTicks(bucket / TimeSpan.NanosecondsPerTick);
        }

        long width = 1L << (octave - 1);
        long low = (Steps + (bucket % Steps)) * width;
        return TimeSpan.FromTicks((low + (width / 2)) / TimeSpan.NanosecondsPerTick);
    }

    internal static int BucketOf(long nanoseconds)
    {
        if (nanoseconds < Steps)
        {
            return (int)nanoseconds;
        }

        int octave = BitOperations.Log2((ulong)nanoseconds);
        int shift = octave - StepBits;
        return ((shift + 1) * Steps) + (int)((nanoseconds >> shift) & (Steps - 1));
    }
}
