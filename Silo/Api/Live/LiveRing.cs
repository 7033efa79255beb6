namespace Jifen.Silo.Api;

/// <summary>
/// The newest records of one stream, for any number of readers. A writer never waits for a reader: who falls behind by more than the
/// ring holds has lost its place. Safe for threads.
/// </summary>
internal sealed class LiveRing(int capacity)
{
    private const int TagLength = 12;

    private readonly Lock _gate = new();
    private readonly LiveRecord[] _kept = new LiveRecord[capacity];
    private long _next;
    private TaskCompletionSource? _more;

    /// <summary>Names the ring: places in it mean nothing in another one, which has the records of different shards in another order.</summary>
    public string Tag { get; } = Guid.NewGuid().ToString("N")[..TagLength];

    /// <summary>Place after the newest record.</summary>
    public long Next => Volatile.Read(ref _next);

    public void Add(LiveRecord record)
    {
        TaskCompletionSource? more;
        lock (_gate)
        {
            _kept[_next % capacity] = record;
            Volatile.Write(ref _next, _next + 1);
            (more, _more) = (_more, null);
        }

        more?.TrySetResult();
    }

    /// <summary>Records from a place on, at most <paramref name="most"/>; null where the place is lost.</summary>
    public LiveRecord[]? From(long place, int most)
    {
        lock (_gate)
        {
            if (place < _next - capacity)
            {
                return null;
            }

            LiveRecord[] found = new LiveRecord[Math.Min(most, _next - place)];
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = _kept[(place + i) % capacity];
            }

            return found;
        }
    }

    /// <summary>The place after a record, or null where the ring does not hold it.</summary>
    public long? After(RecordName name)
    {
        lock (_gate)
        {
            for (long place = _next - 1; place >= Math.Max(0, _next - capacity); place--)
            {
                if (_kept[place % capacity].Name == name)
                {
                    return place + 1;
                }
            }

            return null;
        }
    }

    /// <summary>Completes when there is a record at a place.</summary>
    public Task MoreThan(long place)
    {
        lock (_gate)
        {
            return place < _next ? Task.CompletedTask : (_more ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }
}
