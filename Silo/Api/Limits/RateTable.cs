using System.Collections.Concurrent;

namespace Jifen.Silo.Api;

/// <summary>
/// The buckets of all callers of one kind. A caller whose bucket is full again is forgotten, at most once a second and by a call of
/// somebody; so the table holds who called within the last seconds. Beyond its bound, newcomers are refused. Safe for threads.
/// </summary>
/// <param name="most">Callers held at once; calls that come at the same instant may exceed it by their number.</param>
internal sealed class RateTable<TCaller>(Rate rate, int most, TimeProvider time)
    where TCaller : notnull
{
    private readonly ConcurrentDictionary<TCaller, TokenBucket> _buckets = new();
    private readonly long _interval = Math.Max(1, time.TimestampFrequency / rate.PerSecond);
    private int _count;
    private long _swept = time.GetTimestamp();

    /// <summary>Callers held.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a token of the caller's; the result is how long to wait where there is none, else zero.</summary>
    public TimeSpan Take(TCaller caller)
    {
        long now = time.GetTimestamp();
        Sweep(now);
        if (!_buckets.TryGetValue(caller, out TokenBucket? bucket))
        {
            if (Count >= most)
            {
                return TimeSpan.FromSeconds(1);
            }

            bucket = Add(caller);
        }

        long wait = bucket.Take(now);
        return wait == 0 ? TimeSpan.Zero : time.GetElapsedTime(0, wait);
    }

    private TokenBucket Add(TCaller caller)
    {
        TokenBucket made = new(_interval, checked(_interval * rate.Burst));
        TokenBucket kept = _buckets.GetOrAdd(caller, made);
        if (ReferenceEquals(kept, made))
        {
            Interlocked.Increment(ref _count);
        }

        return kept;
    }

    /// <remarks>A call that holds a full bucket while it is swept away takes its token from nowhere: one call more than the rate.</remarks>
    private void Sweep(long now)
    {
        long swept = Volatile.Read(ref _swept);
        if (now - swept < time.TimestampFrequency || Interlocked.CompareExchange(ref _swept, now, swept) != swept)
        {
            return;
        }

        foreach (KeyValuePair<TCaller, TokenBucket> held in _buckets)
        {
            if (held.Value.IsFull(now) && _buckets.TryRemove(held))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }
}
