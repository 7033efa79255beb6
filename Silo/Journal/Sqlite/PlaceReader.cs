namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads where records lie. Used by one thread at a time.</summary>
internal sealed class PlaceReader(Database database)
{
    private const int NoShard = -1;

    private readonly Statement _between = database.Prepare(
        "SELECT shard, sequence, position FROM journal WHERE position BETWEEN ?1 AND ?2 ORDER BY position LIMIT ?3");

    private readonly Statement _last = database.Prepare("SELECT max(position) FROM journal");
    private readonly Statement _place = database.Prepare("SELECT position FROM record_index WHERE shard = ?1 AND sequence = ?2");
    private readonly Statement _indexed = database.Prepare("SELECT max(sequence) FROM record_index WHERE shard = ?1");
    private readonly Statement _unindexed = database.Prepare("SELECT unindexed_from FROM control");

    /// <summary>The shard that a column names, or -1 where its number can be no shard's.</summary>
    public static ShardId ShardOf(long number) => new(number is >= 0 and <= int.MaxValue ? (int)number : NoShard);

    /// <summary>Rows after a position, in the order of appends.</summary>
    public IReadOnlyList<RecordPlace> ReadAfter(long position) => ReadBetween(position + 1, long.MaxValue, int.MaxValue);

    /// <summary>Rows from one position to another, both included, in the order of appends.</summary>
    public IReadOnlyList<RecordPlace> ReadBetween(long from, long to, int limit)
    {
        List<RecordPlace>? places = null;
        using Statement.Execution use = _between.Use();
        _between.Bind(1, from).Bind(2, to).Bind(3, limit);
        while (_between.Step())
        {
            (places ??= []).Add(new(ShardOf(_between.Integer(0)), new(_between.Integer(1)), _between.Integer(2)));
        }

        return places ?? (IReadOnlyList<RecordPlace>)[];
    }

    /// <summary>The highest position; 0 where the journal is empty.</summary>
    public long ReadLast() => Number(_last);

    /// <summary>Up to which record the index has a shard.</summary>
    public Sequence ReadIndexed(ShardId shard) => new(Number(_indexed.Bind(1, shard.Value)));

    /// <summary>Position that the index has for a record; 0 where it has none.</summary>
    public long ReadIndexed(ShardId shard, Sequence sequence) => Number(_place.Bind(1, shard.Value).Bind(2, sequence.Value));

    /// <summary>Every row before this position is in the index.</summary>
    public long ReadUnindexedFrom() => Math.Max(1, Number(_unindexed));

    private static long Number(Statement statement)
    {
        using Statement.Execution use = statement.Use();
        return statement.Step() ? statement.Integer(0) : 0;
    }
}
