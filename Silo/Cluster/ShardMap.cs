namespace Jifen.Silo.Cluster;

/// <summary>Follows looks at the cluster, the shards that this silo takes, and what other silos say.</summary>
public sealed class ShardMap(int shardCount) : IShardMap
{
    private readonly Lock _gate = new();
    private readonly (SiloId? Silo, Epoch Epoch)[] _owners = new (SiloId?, Epoch)[shardCount];
    private IReadOnlyList<SiloMember> _silos = [];
    private SiloId _self;

    public event Action<IReadOnlySet<ShardId>>? Moved;

    public ShardPlace Find(ShardId shard)
    {
        lock (_gate)
        {
            (SiloId? silo, Epoch epoch) = _owners[shard.Value];
            return new(silo, epoch, silo == _self);
        }
    }

    public string? AddressOf(SiloId silo)
    {
        lock (_gate)
        {
            return _silos.FirstOrDefault(known => known.Id == silo)?.Address;
        }
    }

    /// <summary>The silo has this identity from now on.</summary>
    public void Become(SiloId self)
    {
        lock (_gate)
        {
            _self = self;
        }
    }

    /// <summary>Takes a look at the cluster over, where it is not older than what is known.</summary>
    public void See(ClusterView view)
    {
        HashSet<ShardId> moved = [];
        lock (_gate)
        {
            _silos = view.Silos;
            foreach (ShardOwner owner in view.Owners)
            {
                if (owner.Epoch.Value >= _owners[owner.Shard.Value].Epoch.Value && Set(owner.Shard, Serving(owner.Silo, view), owner.Epoch))
                {
                    moved.Add(owner.Shard);
                }
            }
        }

        if (moved.Count > 0)
        {
            Moved?.Invoke(moved);
        }
    }

    public void Correct(ShardId shard, SiloId? owner, Epoch epoch)
    {
        bool moved;
        lock (_gate)
        {
            moved = epoch.Value > _owners[shard.Value].Epoch.Value && Set(shard, owner, epoch);
        }

        if (moved)
        {
            Moved?.Invoke(new HashSet<ShardId> { shard });
        }
    }

    /// <summary>Nobody can be sent to who has died or left.</summary>
    private static SiloId? Serving(SiloId? silo, ClusterView view) =>
        silo is { } owner && view.Find(owner) is { Standing: SiloStanding.Live or SiloStanding.Leaving } ? owner : null;

    private bool Set(ShardId shard, SiloId? silo, Epoch epoch)
    {
        bool moved = _owners[shard.Value] != (silo, epoch);
        _owners[shard.Value] = (silo, epoch);
        return moved;
    }
}
