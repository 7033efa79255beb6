namespace Jifen.Silo.Journal.Sqlite;

/// <summary>What a backup holds: proof of its files, and where every shard stands in them. It lies beside them as JSON.</summary>
/// <param name="TakenAt">Instant of the backup by the wall clock of the machine that took it.</param>
/// <param name="Commits">Commits the store had made that wrote no record.</param>
/// <param name="Files">SHA-256 of each file by name, in lower-case hexadecimal.</param>
public sealed record BackupManifest(
    int Format,
    Guid StoreId,
    string Programme,
    int ShardCount,
    DateTimeOffset TakenAt,
    long Commits,
    IReadOnlyList<BackupHead> Heads,
    IReadOnlyDictionary<string, string> Files);

/// <summary>Newest record of a shard in a backup, as the manifest's JSON has it.</summary>
public sealed record BackupHead(int Shard, long Sequence, string Hash);
