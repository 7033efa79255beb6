
namespace Jifen.Silo.Shards;

/// <summary>
/// Records decided and not yet known to be durable, in order, with the replies that wait for them. A reply leaves when its record, or
/// the newest record it could have seen, is durable.
/// </summary>
internal sealed class PendingRecords
{
    private readonly Queue<Entry> _entries = new();

    /// <summary>Undurable records.</summary>
    public int Count { get; private set; }

    public void Add(JournalRecord record, RecordBody body, IReadOnlyList<ShardWork> work)
    {
        _entries.Enqueue(new(record.Sequence, record, body, work, null));
        Count++;
    }

    /// <summary>Holds something until the record is durable.</summary>
    public void AddAfter(Sequence record, ShardWork work, Action release) => _entries.Enqueue(new(record, null, null, [work], release));

    /// <summary>Takes the entries that are durable now, in order.</summary>
    public IEnumerable<Entry> Release(Sequence durable)
    {
        while (_entries.TryPeek(out Entry? oldest) && oldest.Record <= durable)
        {
            _entries.Dequeue();
            Count -= oldest.Journalled is null ? 0 : 1;
            yield return oldest;
        }
    }

    /// <summary>Takes all work: the shard drops its memory.</summary>
    public IReadOnlyList<ShardWork> TakeAll()
    {
        ShardWork[] all = [.. _entries.SelectMany(e => e.Work)];
        _entries.Clear();
        Count = 0;
        return all;
    }

    /// <param name="Work">Who gets the record's answer, and what is done anew when the shard reloads.</param>
    /// <param name="Release">Run instead, for what only waited for the record.</param>
    internal sealed record Entry(Sequence Record, JournalRecord? Journalled, RecordBody? Body, IReadOnlyList<ShardWork> Work, Action? Release);
}
