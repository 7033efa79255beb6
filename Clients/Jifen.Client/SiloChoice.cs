namespace Jifen.Client;

/// <summary>Which silo is asked next: each in turn, those that were not reached lately last. Safe for threads.</summary>
internal sealed class SiloChoice(IReadOnlyList<Uri> silos, TimeSpan avoidFor, TimeProvider time)
{
    private readonly long[] _missedAt = new long[silos.Count];
    private int _turn = -1;

    public int Count => silos.Count;

    public Uri this[int silo] => silos[silo];

    public int Next()
    {
        uint turn = unchecked((uint)Interlocked.Increment(ref _turn));
        for (uint i = 0; i < silos.Count; i++)
        {
            int silo = (int)((turn + i) % (uint)silos.Count);
            if (!IsAvoided(silo))
            {
                return silo;
            }
        }

        return (int)(turn % (uint)silos.Count);
    }

    public void Missed(int silo) => Volatile.Write(ref _missedAt[silo], Math.Max(1, time.GetTimestamp()));

    public void Reached(int silo) => Volatile.Write(ref _missedAt[silo], 0);

    private bool IsAvoided(int silo) => Volatile.Read(ref _missedAt[silo]) is not 0 and var at && time.GetElapsedTime(at) < avoidFor;
}
