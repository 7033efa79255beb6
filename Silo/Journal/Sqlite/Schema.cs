namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Tables of format 1. The key of the journal is <c>position = shard &lt;&lt; 48 | sequence</c>, so each shard appends at its own
/// right edge, and nothing else indexes it.
/// </summary>
internal static class Schema
{
    public const int Format = 1;

    public const string Create = """
        CREATE TABLE journal (
            position INTEGER PRIMARY KEY,
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
            body TEXT NOT NULL,
            shard INTEGER GENERATED ALWAYS AS (position >> 48) VIRTUAL,
            sequence INTEGER GENERATED ALWAYS AS (position & 281474976710655) VIRTUAL
        ) STRICT;
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
            commits INTEGER NOT NULL
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
        INSERT INTO control (one, generation, paused, commits) VALUES (1, 0, '[]', 0);
        """;

    public const string RecordColumns =
        "position, epoch, stamp, previous, hash, catalogue, control, rules, member, key, input_hash, body";

    public static IEnumerable<string> Statements => Create.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
