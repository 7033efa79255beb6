namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Bounds of a store.</summary>
public sealed record SqliteLimits
{
    public static SqliteLimits Default { get; } = new();

    /// <summary>Size at which the database counts as full, in bytes; null where the disk is the only bound.</summary>
    public long? MaximumBytes { get; init; }
}
