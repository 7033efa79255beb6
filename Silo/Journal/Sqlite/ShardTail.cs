using System.Collections.Immutable;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// Places of the newest records of a shard, which its index does not have yet, and what is wrong with their order. It never changes;
/// a longer one is made of it, and only the newest may be made longer, since they share their memory.
/// </summary>
internal sealed class ShardTail
{
    /// <summary>More records than this missing in one place count as one record that does not belong there.</summary>
    private const long LargestGap = 65_536;

    private readonly long[] _positions;
    private readonly int _from;
    private readonly int _count;
    private readonly ImmutableSortedDictionary<long, string> _damage;

    /// <summary>Nothing after the records that the index has.</summary>
    public ShardTail(ShardId shard, Sequence indexed)
        : this(shard, indexed.Next, [], 0, 0, ImmutableSortedDictionary<long, string>.Empty)
    {
    }

    private ShardTail(ShardId shard, Sequence first, long[] positions, int from, int count, ImmutableSortedDictionary<long, string> damage)
    {
        Shard = shard;
        First = first;
        _positions = positions;
        _from = from;
        _count = count;
        _damage = damage;
    }

    public ShardId Shard { get; }

    /// <summary>The first record after those the index has.</summary>
    public Sequence First { get; }

    /// <summary>The newest record of the shard, which is in the index where the tail is empty.</summary>
    public Sequence Last => new(First.Value + _count - 1);

    public int Count => _count;

    /// <summary>Position of a record of the tail; 0 where it is missing.</summary>
    public long this[Sequence sequence] => _positions[_from + (int)(sequence.Value - First.Value)];

    /// <exception cref="JournalDamagedException">Something is wrong with the order of the shard's records; the first such is named.</exception>
    public void RequireOrder()
    {
        if (!_damage.IsEmpty)
        {
            throw new JournalDamagedException(_damage.First().Value);
        }
    }

    /// <exception cref="JournalDamagedException">The record is there twice, or out of order.</exception>
    public void RequireOrder(Sequence sequence)
    {
        if (!_damage.IsEmpty && _damage.TryGetValue(sequence.Value, out string? damage))
        {
            throw new JournalDamagedException(damage);
        }
    }

    /// <summary>The tail with one record more, as it was found while the journal was walked in the order of its positions.</summary>
    /// <param name="indexed">Position that the index has for the record; 0 where it has none.</param>
    public ShardTail With(RecordPlace place, long indexed)
    {
        if (place.Sequence <= Last)
        {
            return Known(place, place.Sequence < First ? indexed : this[place.Sequence]);
        }

        return place.Sequence.Value - Last.Value > LargestGap
            ? Damaged(Last.Next, $"is missing; {RecordName.Of(Shard, place.Sequence)} was found in its place, at position {place.Position}")
            : AppendBehindGap(place);
    }

    /// <summary>The tail without its records up to one, which are in the index now.</summary>
    public ShardTail After(Sequence indexed)
    {
        int gone = (int)Math.Clamp(indexed.Value - First.Value + 1, 0, _count);
        return gone == _count
            ? new(Shard, Last.Next, [], 0, 0, _damage)
            : new(Shard, new(First.Value + gone), _positions, _from + gone, _count - gone, _damage);
    }

    /// <summary>The same tail with memory of its own.</summary>
    public ShardTail Copy() => new(Shard, First, [.. _positions.AsSpan(_from, _count)], 0, _count, _damage);

    private ShardTail AppendBehindGap(RecordPlace place)
    {
        ShardTail tail = this;
        while (tail.Last.Next < place.Sequence)
        {
            tail = tail.Append(0);
        }

        return tail.Append(place.Position);
    }

    private ShardTail Append(long position)
    {
        long[] positions = _positions;
        int from = _from;
        if (from + _count == positions.Length)
        {
            positions = new long[Math.Max(16, _count * 2)];
            Array.Copy(_positions, from, positions, 0, _count);
            from = 0;
        }

        positions[from + _count] = position;
        return new(Shard, First, positions, from, _count + 1, _damage);
    }

    private ShardTail Known(RecordPlace place, long known)
    {
        if (known == place.Position)
        {
            return this;
        }

        if (known != 0)
        {
            return Damaged(place.Sequence, $"is there twice, at positions {known} and {place.Position}");
        }

        return place.Sequence < First
            ? Damaged(place.Sequence, $"lies at position {place.Position}, but is not in the index")
            : Damaged(place.Sequence, $"lies at position {place.Position}, behind a record that follows it").Filled(place);
    }

    private ShardTail Filled(RecordPlace place)
    {
        ShardTail filled = Copy();
        filled._positions[place.Sequence.Value - First.Value] = place.Position;
        return filled;
    }

    private ShardTail Damaged(Sequence sequence, string what) =>
        new(Shard, First, _positions, _from, _count, _damage.SetItem(sequence.Value, $"{RecordName.Of(Shard, sequence)} {what}."));
}
