using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What carries out a keeper's wishes, as the silo's own does where a planted bug does not say otherwise.</summary>
internal abstract class KeeperAround(SimulatedMembership membership) : IKeeperHost
{
    protected SimulatedMembership Membership { get; } = membership;

    protected IKeeperHost Sound => Membership;

    public virtual void TakeOver(IReadOnlyList<ShardId> shards) => Sound.TakeOver(shards);

    public virtual void Open(ShardHead head) => Sound.Open(head);

    public virtual void HandOver(ShardId shard, Epoch epoch) => Sound.HandOver(shard, epoch);

    public virtual void Drop(ShardId shard, Epoch epoch) => Sound.Drop(shard, epoch);

    public virtual void Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards) => Sound.Release(shards);
}
