using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;
using Jifen.Simulation.Tests.Store;
using Jifen.Simulation.Tests.World;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>A silo whose keeper's wishes are carried out with a bug, over a store that keeps its promises or does not.</summary>
internal sealed class KeeperWith(Func<SimulatedMembership, IKeeperHost> bug, StoreRules? rules = null) : Composition
{
    public override IJournal OpenJournal(SimulatedWorld world, StoreWeather weather) => new SimulatedJournal(world.Disk, weather, rules ?? StoreRules.Sound);

    public override IKeeperHost KeeperHost(SimulatedMembership membership) => bug(membership);
}

/// <summary>A shard counts as at rest once it was told to come to rest.</summary>
internal sealed class ReleasesBeforeRest(SimulatedMembership membership) : KeeperAround(membership)
{
    public override void HandOver(ShardId shard, Epoch epoch)
    {
        Membership.Tell(keeper => keeper.HandedOver(shard, epoch));
        base.HandOver(shard, epoch);
    }
}

/// <summary>A shard that is to be ended goes on.</summary>
internal sealed class DropsNothing(SimulatedMembership membership) : KeeperAround(membership)
{
    public override void Drop(ShardId shard, Epoch epoch)
    {
    }
}

/// <summary>The store is never told that shards are free.</summary>
internal sealed class NeverReleases(SimulatedMembership membership) : KeeperAround(membership)
{
    public override void Release(IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards) => Membership.Tell(keeper => keeper.ReleaseFailed(shards));
}

/// <summary>What the store refuses because another has the shard counts as written.</summary>
internal sealed class TakesRefusalForWritten(IJournal inside) : JournalAround(inside)
{
    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) =>
        [.. base.Append(batch).Select(result => result.Status == AppendStatus.StaleEpoch ? result with { Status = AppendStatus.Written } : result)];
}
