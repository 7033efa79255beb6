namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Records of one shard that are read in a row, with the one before them, which proves the first.</summary>
internal sealed class RecordStretch
{
    private readonly Sequence _from;
    private readonly bool _isCut;
    private readonly RecordChain _chain;
    private readonly List<JournalRecord> _records = [];
    private long _position;

    public RecordStretch(ShardTail tail, Sequence from, int limit)
    {
        Tail = tail;
        _from = new(Math.Max(1, from.Value));
        First = new(Math.Max(1, _from.Value - 1));
        long count = limit + (_from.Value - First.Value);
        _isCut = tail.Last.Value - First.Value >= count;
        Last = _isCut ? new(First.Value + count - 1) : tail.Last;
        _chain = new(tail.Shard, First);
    }

    public ShardTail Tail { get; }

    public Sequence First { get; }

    public Sequence Last { get; }

    /// <exception cref="JournalDamagedException">The row does not hold the next record of the chain.</exception>
    public void Take(Statement row)
    {
        if (_chain.Expected >= _from)
        {
            Tail.RequireOrder(_chain.Expected);
        }

        JournalRecord record = RecordRow.Read(row, (Tail.Shard, _chain.Expected));
        _chain.Check(record);
        RequireBehind(record, RecordRow.Position(row));
        if (record.Sequence >= _from)
        {
            _records.Add(record);
        }
    }

    /// <summary>The records, of which none is missing.</summary>
    /// <param name="known">Up to where the shard was acknowledged.</param>
    /// <exception cref="JournalDamagedException">They end too early.</exception>
    public IReadOnlyList<JournalRecord> End(Sequence known)
    {
        _chain.CheckEnd(_isCut || Last > known ? Last : known);
        return _records;
    }

    /// <summary>A row lies behind that of its predecessor.</summary>
    private void RequireBehind(JournalRecord record, long position)
    {
        if (position <= _position)
        {
            throw new JournalDamagedException($"{RecordName.Of(record.Shard, record.Sequence)} lies at position {position}, before its predecessor.");
        }

        _position = position;
    }
}
