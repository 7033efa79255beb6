namespace Jifen.Silo.Cluster;

/// <summary>Where each shard runs, as far as this silo knows. Safe for threads.</summary>
public interface IShardMap
{
    /// <summary>Raised when shards were found to run elsewhere than before.</summary>
    event Action<IReadOnlySet<ShardId>>? Moved;

    ShardPlace Find(ShardId shard);

    /// <summary>Another silo says who owns a shard; it is believed where its epoch is a later one.</summary>
    void Correct(ShardId shard, SiloId? owner, Epoch epoch);

    /// <summary>Where other silos reach a silo, or null where it is not known.</summary>
    string? AddressOf(SiloId silo);
}

/// <param name="Silo">Null where nobody is known to have the shard.</param>
/// <param name="Epoch">Of the newest ownership that is known.</param>
/// <param name="IsHere">The silo is this one.</param>
public readonly record struct ShardPlace(SiloId? Silo, Epoch Epoch, bool IsHere);
