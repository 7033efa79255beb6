using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Records of a shard that were detached with a part of the journal.</summary>
internal sealed record Archive(string Part, Sequence Last, Hash256 LastHash)
{
    /// <summary>The archived stretch that holds a record, or null.</summary>
    public static Archive? Find(NpgsqlConnection connection, ShardId shard, Sequence sequence) =>
        Sql.Of(
            connection, "SELECT part, last, last_hash FROM archived WHERE shard = $1 AND $2 BETWEEN first AND last",
            Sql.Value(shard.Value), Sql.Value(sequence.Value)).Rows(Read).SingleOrDefault();

    /// <summary>Whether the wanted record comes right behind the archived ones, and follows the last of them.</summary>
    /// <exception cref="RecordArchivedException">It is one of them.</exception>
    /// <exception cref="JournalDamagedException">It does not follow them.</exception>
    public void RequireBehind(Sequence wanted, JournalRecord found)
    {
        if (wanted <= Last)
        {
            throw new RecordArchivedException($"{RecordName.Of(found.Shard, wanted)} lies in the part {Part} of the journal, which is archived.");
        }

        if (found.Sequence == wanted && found.Previous != LastHash)
        {
            throw new JournalDamagedException($"{RecordName.Of(found.Shard, wanted)} does not follow the archived record before it: the chain is broken.");
        }
    }

    private static Archive Read(NpgsqlDataReader row)
    {
        row.TryHash(2, out Hash256 hash);
        return new(row.GetString(0), new(row.GetInt64(1)), hash);
    }
}
