namespace Jifen.Silo.Api;

/// <summary>
/// The tokens of one caller, by the generic cell rate algorithm: all that is kept is the instant at which the bucket is full again.
/// Safe for threads, without a lock.
/// </summary>
/// <param name="interval">Ticks of the clock in which one token comes.</param>
/// <param name="depth">Ticks in which an empty bucket fills.</param>
internal sealed class TokenBucket(long interval, long depth)
{
    private long _full = long.MinValue;

    /// <summary>Takes a token; the result is how many ticks to wait for the next one where there is none, else 0.</summary>
    /// <param name="now">Ticks of a clock that does not go back.</param>
    public long Take(long now)
    {
        while (true)
        {
            long full = Volatile.Read(ref _full);
            long then = Math.Max(full, now) + interval;
            if (then - now > depth)
            {
                return then - now - depth;
            }

            if (Interlocked.CompareExchange(ref _full, then, full) == full)
            {
                return 0;
            }
        }
    }

    /// <summary>Whether the bucket is full: forgetting it changes nothing.</summary>
    public bool IsFull(long now) => Volatile.Read(ref _full) <= now;
}
