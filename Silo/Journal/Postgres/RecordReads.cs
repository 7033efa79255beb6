using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads records of a shard in a row, with the one before them, which proves the first.</summary>
internal static class RecordReads
{
    private const string Statement = $"SELECT {RecordRows.Columns} FROM journal WHERE shard = $1 AND sequence >= $2 ORDER BY sequence LIMIT $3";

    /// <param name="known">Up to where the shard is known to have records.</param>
    /// <exception cref="JournalDamagedException">A record is missing or not what was written; it is named.</exception>
    /// <exception cref="JournalWentBackException">The records end before <paramref name="known"/>.</exception>
    /// <exception cref="RecordArchivedException">The first record lies in an archived part.</exception>
    public static IReadOnlyList<JournalRecord> Read(NpgsqlConnection connection, ShardId shard, Sequence from, int limit, Sequence known)
    {
        Sequence wanted = new(Math.Max(1, from.Value));
        Sequence first = new(Math.Max(1, wanted.Value - 1));
        List<JournalRecord> records = Select(connection, shard, first, limit + wanted.Value - first.Value);
        if (records is [{ } found, ..] && found.Sequence > first && Archive.Find(connection, shard, first) is { } archived)
        {
            archived.RequireBehind(wanted, found);
            first = wanted;
        }

        RecordChain chain = new(shard, first);
        records.ForEach(chain.Check);
        if (records.Count < limit && chain.Expected <= known)
        {
            throw new JournalWentBackException($"The journal of shard {shard} ends before record {chain.Expected}, but record {known} was acknowledged.");
        }

        return records.Count > 0 && records[0].Sequence < wanted ? records[1..] : records;
    }

    private static List<JournalRecord> Select(NpgsqlConnection connection, ShardId shard, Sequence first, long limit)
    {
        Sequence expected = first;
        return Sql.Of(connection, Statement, Sql.Value(shard.Value), Sql.Value(first.Value), Sql.Value(limit)).Rows(row =>
        {
            JournalRecord record = RecordRows.Read(row, 0, (shard, expected));
            expected = record.Sequence.Next;
            return record;
        });
    }
}
