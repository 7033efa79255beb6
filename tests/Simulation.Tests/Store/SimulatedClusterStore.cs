using Jifen.Silo.Cluster;
using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>What the silos of a simulated disk tell each other through it, as one silo reaches it. The store's clock is the run's own.</summary>
internal sealed class SimulatedClusterStore(SimulatedDisk disk, StoreWeather weather, TimeSpan deadAfter, TimeProvider clock, StoreRules rules)
    : IClusterStore
{
    private readonly TimeSpan _gapAfter = deadAfter / 2;

    private TimeSpan Now => TimeSpan.FromMicroseconds(clock.GetTimestamp());

    public void Join(SiloId self, string name, string address, string home)
    {
        Reach();
        if (Find(self) is not null)
        {
            return;
        }

        foreach (SiloRow earlier in disk.Silos.Where(silo => silo.Home == home && !silo.IsGone))
        {
            earlier.Standing = SiloStanding.Dead;
            disk.Happened(new SiloDied(earlier.Id, null, Now));
        }

        disk.Silos.Add(new(self, name, home, Now));
        disk.Happened(new SiloEntered(self, home, Now));
    }

    public ClusterView? Beat(SiloId self, SiloStatus? status = null)
    {
        Reach();
        if (Find(self) is not { } own || (own.IsGone && rules.KeepsTheDeadDead))
        {
            return null;
        }

        Hear(own);
        if (!rules.CountsOwnGaps || own.FreshSince <= Now - deadAfter)
        {
            DeclareDead(own);
        }

        return new(
            [.. disk.Silos.Select(silo => new SiloMember(silo.Id, silo.Name, silo.Home, silo.Standing, DateTimeOffset.UnixEpoch + silo.Joined, Now - silo.Heard))],
            [.. disk.Shards.Select((shard, i) => new ShardOwner(new(i), shard.Epoch, SiloId.TryParse(shard.Owner, out SiloId owner) ? owner : null))]);
    }

    public void BeginLeaving(SiloId self)
    {
        Reach();
        if (Find(self) is { Standing: SiloStanding.Live } own)
        {
            own.Standing = SiloStanding.Leaving;
            disk.Happened(new SiloLeaving(self));
        }
    }

    public void Release(SiloId self, IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards)
    {
        Reach();
        foreach ((ShardId shard, Epoch epoch) in shards)
        {
            if (disk[shard].Epoch == epoch && disk[shard].Owner == self.ToString())
            {
                disk[shard].Owner = "";
                disk.Happened(new Released(shard, epoch, self));
            }
        }
    }

    public void Leave(SiloId self)
    {
        Reach();
        if (Find(self) is { IsGone: false } own)
        {
            own.Standing = SiloStanding.Left;
            disk.Happened(new SiloLeft(self));
        }
    }

    /// <summary>The simulated silo waits by events of the run; who asks here is told at once.</summary>
    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private SiloRow? Find(SiloId id) => disk.Silos.Find(silo => silo.Id == id);

    private void Hear(SiloRow own)
    {
        own.FreshSince = Now - own.Heard > _gapAfter ? Now : own.FreshSince;
        own.Heard = Now;
        own.Standing = own.IsGone ? SiloStanding.Live : own.Standing;
        disk.Happened(new SiloHeard(own.Id, Now));
    }

    private void DeclareDead(SiloRow by)
    {
        TimeSpan patience = rules.WaitsForSilence ? deadAfter : deadAfter / 3;
        foreach (SiloRow silent in disk.Silos.Where(silo => !silo.IsGone && silo != by && Now - silo.Heard > patience))
        {
            silent.Standing = SiloStanding.Dead;
            disk.Happened(new SiloDied(silent.Id, by.Id, Now));
        }
    }

    private void Reach()
    {
        if (weather.IsAway)
        {
            throw new StoreUnreachableException("the store does not answer");
        }
    }
}
