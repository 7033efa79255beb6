namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Moves records from the tails into <c>record_index</c>, in slices that ride on the commits of checkpoints. Used by the writing
/// thread; a moved record leaves its tail when <see cref="Keep"/> says that the commit was made.
/// </summary>
internal sealed class RecordIndexer(RowWriter rows, RecordTails tails)
{
    /// <summary>Records of one shard that one append moves. They lie in two pages of the index.</summary>
    private const int Slice = 512;

    /// <summary>
    /// Rows after the first that is not indexed from which the shard that holds it up is helped by the checkpoints of others. Opening
    /// a store walks about as many rows.
    /// </summary>
    private const long LongWalk = 262_144;

    private readonly Dictionary<ShardId, Sequence> _moved = [];

    public bool HasMoved => _moved.Count > 0;

    /// <summary>Writes the next slice of a shard that writes a checkpoint, and of the one that is furthest behind.</summary>
    public void Ride(ShardId shard)
    {
        Move(shard);
        (long first, ShardId behind) = Oldest();
        if (tails.Last - first > LongWalk)
        {
            Move(behind);
        }
    }

    /// <summary>Position of the first committed row that will not be indexed after this transaction.</summary>
    public long UnindexedFrom() => Oldest().Position;

    public void Keep()
    {
        foreach ((ShardId shard, Sequence sequence) in _moved)
        {
            tails.Drop(shard, sequence);
        }

        _moved.Clear();
    }

    public void Discard() => _moved.Clear();

    private void Move(ShardId shard)
    {
        ShardTail tail = tails[shard];
        Sequence next = NextOf(tail);
        Sequence last = new(Math.Min(tail.Last.Value, next.Value + Slice - 1));
        for (; next <= last && tail[next] != 0; next = next.Next)
        {
            rows.Write(new RecordPlace(shard, next, tail[next]));
            _moved[shard] = next;
        }
    }

    private (long Position, ShardId Shard) Oldest()
    {
        (long Position, ShardId Shard) oldest = (tails.Last + 1, new(0));
        for (int shard = 0; shard < tails.ShardCount; shard++)
        {
            ShardTail tail = tails[new(shard)];
            Sequence next = NextOf(tail);
            long first = next <= tail.Last ? tail[next] : oldest.Position;
            oldest = first < oldest.Position ? (first, tail.Shard) : oldest;
        }

        return oldest;
    }

    private Sequence NextOf(ShardTail tail) => _moved.TryGetValue(tail.Shard, out Sequence moved) ? moved.Next : tail.First;
}
