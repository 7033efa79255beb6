namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads a journal row in the order of <see cref="Schema.RecordColumns"/>.</summary>
internal static class RecordRow
{
    /// <exception cref="JournalDamagedException">A column has not the form it was written in; the record is named.</exception>
    public static JournalRecord Read(Statement row)
    {
        long position = row.Integer(0);
        if (!row.TryHash(3, out Hash256 previous) || !row.TryHash(4, out Hash256 hash) || !row.TryHash(10, out Hash256 input)
            || !row.TryMember(8, out MemberKey? member) || !row.TryKey(9, out RequestKey? key) || row.Integer(7) is < int.MinValue or > int.MaxValue)
        {
            throw new JournalDamagedException($"{RecordName.Of(position)} is damaged: a column has not the form it was written in.");
        }

        return new()
        {
            Shard = Position.Shard(position),
            Sequence = Position.Sequence(position),
            Epoch = new(row.Integer(1)),
            Stamp = new(row.Integer(2)),
            Previous = previous,
            Hash = hash,
            CatalogueVersion = row.Integer(5),
            ControlGeneration = row.Integer(6),
            Rules = (int)row.Integer(7),
            Member = member,
            Key = key,
            InputHash = input,
            Body = row.Bytes(11).ToArray(),
        };
    }
}
