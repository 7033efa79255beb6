namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// The tails of all shards of one open store: the journal's rows that <c>record_index</c> does not have yet. Read by any thread. It
/// has committed rows only, and a row leaves it only when its place in the index is committed: whoever looks here first and takes a
/// snapshot of the store afterwards finds every record that was committed when it looked.
/// </summary>
internal sealed class RecordTails
{
    private readonly ShardTail[] _tails;
    private readonly Lock _changing = new();
    private long _last;

    private RecordTails(ShardTail[] tails) => _tails = tails;

    public int ShardCount => _tails.Length;

    /// <summary>Every row up to this position is in a tail or in the index.</summary>
    public long Last => Volatile.Read(ref _last);

    public ShardTail this[ShardId shard] => Volatile.Read(ref _tails[shard.Value]);

    /// <summary>All tails, and the position up to which they have every row.</summary>
    public (long Last, ShardTail[] Tails) Capture()
    {
        long last = Last;
        return (last, [.. Enumerable.Range(0, ShardCount).Select(shard => this[new(shard)])]);
    }

    /// <summary>The tails of a store by one walk over its rows from the first that is not indexed.</summary>
    public static RecordTails Scan(Database database, int shardCount) => database.AtOneInstant(() =>
    {
        PlaceReader places = new(database);
        RecordTails tails = new([.. Enumerable.Range(0, shardCount).Select(shard => new ShardTail(new(shard), places.ReadIndexed(new(shard))))]);
        long before = places.ReadUnindexedFrom() - 1;
        tails._last = Math.Max(before, places.ReadLast());
        tails.Take(places.ReadAfter(before), places.ReadIndexed);
        return tails;
    });

    /// <summary>Rows that were committed after those known here, in the order of their positions.</summary>
    /// <param name="indexed">Position that the index has for a record; 0 where it has none.</param>
    public void Extend(IReadOnlyList<RecordPlace> places, Func<ShardId, Sequence, long> indexed)
    {
        lock (_changing)
        {
            Take(places.Where(place => place.Position > _last), indexed);
            Volatile.Write(ref _last, Math.Max(_last, places.Count == 0 ? 0 : places[^1].Position));
        }
    }

    /// <summary>The index has the records of the shard up to this one now.</summary>
    public void Drop(ShardId shard, Sequence indexed)
    {
        lock (_changing)
        {
            Volatile.Write(ref _tails[shard.Value], _tails[shard.Value].After(indexed));
        }
    }

    /// <summary>A row of a shard that the store does not have stays out; the scrub of the positions names it.</summary>
    private void Take(IEnumerable<RecordPlace> places, Func<ShardId, Sequence, long> indexed)
    {
        foreach (RecordPlace place in places)
        {
            if (place.Shard.Value >= 0 && place.Shard.Value < _tails.Length)
            {
                ref ShardTail tail = ref _tails[place.Shard.Value];
                Volatile.Write(ref tail, tail.With(place, place.Sequence < tail.First ? indexed(place.Shard, place.Sequence) : 0));
            }
        }
    }
}
