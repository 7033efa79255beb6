namespace Jifen.Silo.Live;

/// <summary>The last five minutes second by second, as differences of totals. Reading is safe for threads; one caller adds.</summary>
internal sealed class SecondsRing
{
    public const int Kept = 300;

    private readonly Lock _gate = new();
    private readonly Queue<LiveSecond> _kept = new();

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<LiveSecond> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _kept];
            }
        }
    }

    /// <summary>Adds a second; those that are missing before it are added as seconds in which nothing happened.</summary>
    public void Add(LiveSecond second)
    {
        lock (_gate)
        {
            DateTimeOffset last = _kept.Count == 0 ? second.At.AddSeconds(-1) : _kept.Last().At;
            DateTimeOffset first = second.At.AddSeconds(-Kept);
            for (DateTimeOffset idle = last < first ? first : last.AddSeconds(1); idle < second.At; idle = idle.AddSeconds(1))
            {
                Keep(new(idle, 0, 0, 0, 0, 0, 0));
            }

            Keep(second);
        }
    }

    private void Keep(LiveSecond second)
    {
        _kept.Enqueue(second);
        while (_kept.Count > Kept)
        {
            _kept.Dequeue();
        }
    }
}
