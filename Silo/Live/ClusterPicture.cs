using Jifen.Silo.Cluster;

namespace Jifen.Silo.Live;

/// <summary>A look at the cluster as the Live page shows it.</summary>
/// <param name="Self">The silo that looked.</param>
/// <param name="Age">How long ago it looked: so much longer nobody was heard of here.</param>
internal sealed record ClusterPicture(ClusterView View, SiloId Self, TimeSpan Age)
{
    /// <summary>The silo that has a shard and can be sent to, or null.</summary>
    public SiloMember? OwnerOf(ShardId shard) =>
        View.Owners[shard.Value].Silo is { } owner && View.Find(owner) is { Standing: SiloStanding.Live or SiloStanding.Leaving } found ? found : null;

    /// <summary>
    /// The silos, by name: those that live or leave, and those that are gone and have not come back under another id.
    /// </summary>
    /// <param name="shards">All shards, with their owners.</param>
    public IReadOnlyList<SiloFigures> Silos(IReadOnlyList<ShardFigures> shards) =>
    [
        .. View.Silos.GroupBy(silo => silo.Name, StringComparer.Ordinal).OrderBy(lives => lives.Key, StringComparer.Ordinal).SelectMany(Shown)
            .Select(silo => Of(silo, [.. shards.Where(shard => shard.Silo == silo.Id.ToString())])),
    ];

    private static IEnumerable<SiloMember> Shown(IEnumerable<SiloMember> lives)
    {
        SiloMember[] here = [.. lives.Where(silo => silo.Standing is SiloStanding.Live or SiloStanding.Leaving).OrderBy(silo => silo.Joined)];
        return here.Length > 0 ? here : [lives.MaxBy(silo => silo.Joined)!];
    }

    private SiloFigures Of(SiloMember silo, ShardFigures[] owned) => new(
        silo.Id.ToString(), silo.Name, silo.Standing, silo.Joined, silo.Id == Self, owned.Length, owned.Sum(shard => shard.Load),
        owned.Sum(shard => (long)shard.Undurable), silo.SinceBeat + Age, silo.Status?.Process, silo.Status?.Commands);
}
