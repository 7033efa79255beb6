namespace Jifen.Silo.Cluster;

/// <summary>Work that waits until its shard is reached, in the order in which it came. Any thread may call.</summary>
internal sealed class HeldWork(int mostPerShard)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ShardId, List<RoutedWork>> _shards = [];

    /// <summary>False at the bound of the shard.</summary>
    public bool TryAdd(RoutedWork work)
    {
        lock (_lock)
        {
            if (!_shards.TryGetValue(work.Shard, out List<RoutedWork>? held))
            {
                _shards.Add(work.Shard, held = []);
            }

            if (held.Count >= mostPerShard)
            {
                return false;
            }

            held.Add(work);
            return true;
        }
    }

    public IReadOnlyList<RoutedWork> Take(ShardId shard)
    {
        lock (_lock)
        {
            return _shards.Remove(shard, out List<RoutedWork>? held) ? held : [];
        }
    }

    public IReadOnlyList<RoutedWork> TakeAll()
    {
        lock (_lock)
        {
            if (_shards.Count == 0)
            {
                return [];
            }

            RoutedWork[] all = [.. _shards.Values.SelectMany(held => held)];
            _shards.Clear();
            return all;
        }
    }
}
