namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Tables of format 1. The key of the journal is the order of appends of the whole store, so that a batch lies in pages beside each
/// other however many shards it has. <c>record_index</c> finds a shard's records; it is written with checkpoints and has all rows
/// before <c>control.unindexed_from</c>. <c>control.commits</c> counts the commits that wrote no record.
/// </summary>
internal static class Schema
{
    public const int Format = 1;

    public const int MaximumShards = 1 << 15;

    /// <summary>No store gets here; a row beyond it was not written by a journal.</summary>
    public const long LastPosition = 1L << 60;

    public const string Create = """
        CREATE TABLE journal (
            position INTEGER PRIMARY KEY,
            shard INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            stamp INTEGER NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL,
            catalogue INTEGER NOT NULL,
            control INTEGER NOT NULL,
            rules INTEGER NOT NULL,
            member BLOB,
            key BLOB,
            input_hash BLOB NOT NULL,
            body TEXT NOT NULL
        ) STRICT;
        CREATE TABLE record_index (
            shard INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            position INTEGER NOT NULL,
            PRIMARY KEY (shard, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE member_index (
            member BLOB NOT NULL,
            sequence INTEGER NOT NULL,
            key BLOB,
            PRIMARY KEY (member, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX member_key ON member_index (member, key, sequence) WHERE key IS NOT NULL;
        CREATE TABLE grain (
            shard INTEGER NOT NULL,
            grain TEXT NOT NULL,
            member BLOB,
            as_of INTEGER NOT NULL,
            due INTEGER,
            state TEXT NOT NULL,
            hash BLOB NOT NULL,
            PRIMARY KEY (shard, grain)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX grain_due ON grain (shard, due, member) WHERE due IS NOT NULL AND member IS NOT NULL;
        CREATE INDEX grain_of_shard ON grain (shard, grain) WHERE member IS NULL;
        CREATE TABLE checkpoint (
            shard INTEGER PRIMARY KEY,
            floor INTEGER NOT NULL,
            floor_hash BLOB NOT NULL
        ) STRICT;
        CREATE TABLE owner (
            shard INTEGER PRIMARY KEY,
            epoch INTEGER NOT NULL,
            owner TEXT NOT NULL
        ) STRICT;
        CREATE TABLE control (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            generation INTEGER NOT NULL,
            paused TEXT NOT NULL,
            commits INTEGER NOT NULL,
            unindexed_from INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE person (
            member BLOB PRIMARY KEY,
            id TEXT NOT NULL,
            profile TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE document (
            hash BLOB PRIMARY KEY,
            body BLOB NOT NULL
        ) STRICT;
        CREATE TABLE incarnation (
            number INTEGER PRIMARY KEY,
            reason TEXT NOT NULL,
            at INTEGER NOT NULL,
            lost TEXT NOT NULL
        ) STRICT;
        CREATE TABLE meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO control (one, generation, paused, commits, unindexed_from) VALUES (1, 0, '[]', 0, 1);
        """;

    public const string RecordColumns =
        "position, shard, sequence, epoch, stamp, previous, hash, catalogue, control, rules, member, key, input_hash, body";

    /// <summary><see cref="RecordColumns"/> for statements that join the journal with its index.</summary>
    public static string QualifiedRecordColumns { get; } = string.Join(", ", RecordColumns.Split(", ").Select(column => $"journal.{column}"));

    public static IEnumerable<string> Statements => Create.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
