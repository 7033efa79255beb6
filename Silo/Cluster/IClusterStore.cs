namespace Jifen.Silo.Cluster;

/// <summary>
/// What the silos of one store tell each other through it. Calls block; one thread at a time makes them. Nothing here keeps the journal
/// safe: an owner that has not heard of its end is refused by the journal itself.
/// </summary>
public interface IClusterStore : IDisposable
{
    /// <summary>Enters a silo as live. Whoever was entered from the same home before is dead at once.</summary>
    /// <param name="home">Name of the data folder, which one process at a time can have.</param>
    /// <exception cref="Journal.StoreUnreachableException">The store was not reached.</exception>
    void Join(SiloId self, string name, string address, string home);

    /// <summary>
    /// Says that the silo lives, declares dead whoever has been silent for too long, and looks at the cluster: one round trip. Silence
    /// counts only while the caller itself was heard of, so that nobody dies of the store's own absence.
    /// </summary>
    /// <param name="status">What the silo says of itself; null leaves what it said before.</param>
    /// <returns>Null where the silo itself was declared dead, or is not entered.</returns>
    /// <exception cref="Journal.StoreUnreachableException">The store was not reached.</exception>
    ClusterView? Beat(SiloId self, SiloStatus? status = null);

    /// <summary>No shards are to be placed on the silo any more.</summary>
    /// <exception cref="Journal.StoreUnreachableException">The store was not reached.</exception>
    void BeginLeaving(SiloId self);

    /// <summary>Gives up shards that the silo still owns under these epochs. Nothing of them may be under way.</summary>
    /// <exception cref="Journal.StoreUnreachableException">The store was not reached.</exception>
    void Release(SiloId self, IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards);

    /// <summary>The silo has nothing any more and goes.</summary>
    /// <exception cref="Journal.StoreUnreachableException">The store was not reached.</exception>
    void Leave(SiloId self);

    /// <summary>Waits until another silo has told that something changed, but no longer than given; a look at the cluster is due then.</summary>
    Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancel);
}
