namespace Jifen.Silo.Shards;

/// <summary>Work that waits for something, in order per thing; bounded, and told when it has waited too long.</summary>
internal sealed class ParkedWork<TKey>(int limit)
    where TKey : notnull
{
    private readonly Dictionary<TKey, Waiting> _waiting = [];

    /// <summary>Parks the work. False at the bound; <paramref name="first"/> tells whether nothing waited for this before.</summary>
    public bool TryPark(TKey key, ShardWork work, Stamp now, out bool first)
    {
        first = !_waiting.TryGetValue(key, out Waiting? waiting);
        if (waiting is null)
        {
            _waiting.Add(key, waiting = new(now));
        }

        if (waiting.Work.Count >= limit)
        {
            return false;
        }

        waiting.Work.Add(work);
        return true;
    }

    /// <summary>Notes that the thing has been asked for though no work waits; false where it was already.</summary>
    public bool TryExpect(TKey key, Stamp now) => _waiting.TryAdd(key, new(now));

    public bool Contains(TKey key) => _waiting.ContainsKey(key);

    public int Count => _waiting.Values.Sum(w => w.Work.Count);

    public IReadOnlyList<ShardWork> Take(TKey key) => _waiting.Remove(key, out Waiting? waiting) ? waiting.Work : [];

    /// <summary>Things that have been waited for since before <paramref name="since"/>.</summary>
    public IReadOnlyList<TKey> OlderThan(Stamp since) => _waiting.Count == 0 ? [] : [.. _waiting.Where(w => w.Value.Since < since).Select(w => w.Key)];

    public IReadOnlyList<ShardWork> TakeAll()
    {
        ShardWork[] all = [.. _waiting.Values.SelectMany(w => w.Work)];
        _waiting.Clear();
        return all;
    }

    private sealed record Waiting(Stamp Since)
    {
        public List<ShardWork> Work { get; } = [];
    }
}
