namespace Jifen.Silo.Hosting;

/// <summary>How a silo is known to others and speaks with them.</summary>
public sealed record ClusterOptions
{
    /// <summary>What operators call the silo, unique in the cluster; null makes one of the machine's name and the data folder's id.</summary>
    public string? Name { get; init; }

    /// <summary>Port for other silos; 0 takes a free one. It is never the public one.</summary>
    public int Port { get; init; }

    /// <summary>IP address to listen on for other silos; null is that of the public port.</summary>
    public string? Address { get; init; }

    /// <summary>Where other silos reach this one; null is what it listens on.</summary>
    public string? Url { get; init; }

    /// <summary>Between two beats. Others count a silo as dead after several that are missing.</summary>
    public TimeSpan BeatEvery { get; init; } = Cluster.MembershipLimits.Default.BeatEvery;
}
