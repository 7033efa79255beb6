using Jifen.Silo.Journal;

namespace Jifen.Silo.Cluster;

/// <summary>
/// Carries out what a <see cref="ShardKeeper"/> wants. In production threads do, in simulation an event queue does; what comes back is a
/// call of the keeper, from one thread at a time.
/// </summary>
public interface IKeeperHost
{
    /// <summary>
    /// Takes the next epoch of shards. Back comes <see cref="ShardKeeper.TakenOver"/> with those that were got, or
    /// <see cref="ShardKeeper.TakeOverFailed"/>.
    /// </summary>
    void TakeOver(IReadOnlyList<ShardId> shards);

    /// <summary>Begins to run a shard. If it stops, <see cref="ShardKeeper.Stopped"/> comes back.</summary>
    void Open(ShardHead head);

    /// <summary>
    /// Brings a shard to rest: what was taken in is finished, a last checkpoint is written, new work is refused as to be sent
    /// elsewhere. Back comes <see cref="ShardKeeper.HandedOver"/>.
    /// </summary>
    void HandOver(ShardId shard, Epoch epoch);

    /// <summary>Ends a shard at once: another owner has it.</summary>
    void Drop(ShardId shard, Epoch epoch);

    /// <summary>
    /// Tells the store that shards at rest are free. Back comes <see cref="ShardKeeper.Released"/> or <see cref="ShardKeeper.ReleaseFailed"/>.
    /// </summary>
    void Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards);
}
