using Jifen.Silo.Cluster;

namespace Jifen.Simulation.Tests.Store;

/// <summary>What the store holds of one life of a silo. Instants are of the store's clock.</summary>
internal sealed class SiloRow(SiloId id, string name, string home, TimeSpan joined)
{
    public SiloId Id { get; } = id;

    /// <summary>The form in which a shard names its owner.</summary>
    public string Owner { get; } = id.ToString();

    public string Name { get; } = name;

    public string Home { get; } = home;

    public TimeSpan Joined { get; } = joined;

    public TimeSpan Heard { get; set; } = joined;

    /// <summary>Since when it was heard of without a gap.</summary>
    public TimeSpan FreshSince { get; set; } = joined;

    public SiloStanding Standing { get; set; } = SiloStanding.Live;

    public bool IsGone => Standing is SiloStanding.Left or SiloStanding.Dead;
}
