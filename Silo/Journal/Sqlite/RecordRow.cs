namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads a journal row in the order of <see cref="Schema.RecordColumns"/>.</summary>
internal static class RecordRow
{
    /// <summary>Where the row lies.</summary>
    public static long Position(Statement row) => row.Integer(0);

    /// <summary>The hash that the row holds, where it is the row of this record.</summary>
    public static bool TryHash(Statement row, ShardId shard, Sequence sequence, out Hash256 hash) =>
        row.TryHash(6, out hash) && row.Integer(1) == shard.Value && row.Integer(2) == sequence.Value;

    /// <param name="expected">Name of the record that should be there.</param>
    /// <exception cref="JournalDamagedException">A column has not the form it was written in; the expected record is named.</exception>
    public static JournalRecord Read(Statement row, (ShardId Shard, Sequence Sequence) expected)
    {
        if (!row.TryHash(5, out Hash256 previous) || !row.TryHash(6, out Hash256 hash) || !row.TryHash(12, out Hash256 input)
            || !row.TryMember(10, out MemberKey? member) || !row.TryKey(11, out RequestKey? key) || row.Integer(9) is < int.MinValue or > int.MaxValue)
        {
            throw new JournalDamagedException(
                $"{RecordName.Of(expected.Shard, expected.Sequence)} is damaged: a column has not the form it was written in.");
        }

        return new()
        {
            Shard = PlaceReader.ShardOf(row.Integer(1)),
            Sequence = new(row.Integer(2)),
            Epoch = new(row.Integer(3)),
            Stamp = new(row.Integer(4)),
            Previous = previous,
            Hash = hash,
            CatalogueVersion = row.Integer(7),
            ControlGeneration = row.Integer(8),
            Rules = (int)row.Integer(9),
            Member = member,
            Key = key,
            InputHash = input,
            Body = row.Bytes(13).ToArray(),
        };
    }
}
