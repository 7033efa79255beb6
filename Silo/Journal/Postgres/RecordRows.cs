using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads rows of the journal in the order of <see cref="Columns"/>.</summary>
internal static class RecordRows
{
    public const string Columns =
        "shard, sequence, epoch, stamp, catalogue, control, rules, member, key, previous, hash, input_hash, convert_to(body, 'UTF8')";

    /// <param name="first">Where the columns begin.</param>
    /// <param name="expected">Name of the record that should be there.</param>
    /// <exception cref="JournalDamagedException">A column has not the form it was written in; the expected record is named.</exception>
    public static JournalRecord Read(NpgsqlDataReader row, int first, (ShardId Shard, Sequence Sequence) expected)
    {
        if (!row.TryHash(first + 9, out Hash256 previous) || !row.TryHash(first + 10, out Hash256 hash) || !row.TryHash(first + 11, out Hash256 input))
        {
            throw new JournalDamagedException(
                $"{RecordName.Of(expected.Shard, expected.Sequence)} is damaged: a column has not the form it was written in.");
        }

        return new()
        {
            Shard = new(row.GetInt32(first)),
            Sequence = new(row.GetInt64(first + 1)),
            Epoch = new(row.GetInt64(first + 2)),
            Stamp = new(row.GetInt64(first + 3)),
            CatalogueVersion = row.GetInt64(first + 4),
            ControlGeneration = row.GetInt64(first + 5),
            Rules = row.GetInt32(first + 6),
            Member = row.MemberOrNull(first + 7),
            Key = row.KeyOrNull(first + 8),
            Previous = previous,
            Hash = hash,
            InputHash = input,
            Body = row.GetFieldValue<byte[]>(first + 12),
        };
    }
}
