namespace Jifen.Silo.Cluster;

/// <summary>Bounds of work on its way to the silo of its shard.</summary>
public sealed record RouterLimits
{
    /// <summary>Work held for one shard whose owner is not known or not reached; beyond it <c>overloaded</c>.</summary>
    public int HeldWork { get; init; } = 1_024;

    /// <summary>How long work is held; after it <c>try_again</c>.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How often held work is tried again where nobody says that its shard has moved.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Silos that are asked one after another before work is held.</summary>
    public int Hops { get; init; } = 3;

    /// <summary>How long work may take in all when another silo does it: longer than a shard lets work wait.</summary>
    public TimeSpan CallTime { get; init; } = TimeSpan.FromSeconds(15);
}
