using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>Finds the record that answers a request key.</summary>
public static class AnswerSearch
{
    /// <summary>Reads the named record, or the newest one that the store's index has for the key. Blocks.</summary>
    public static FoundAnswer? Find(IJournal journal, ShardId shard, Request request, Sequence named)
    {
        Sequence at = named == Sequence.None ? journal.FindKey(shard, request.Member!.Value, request.Key!.Value) : named;
        if (at == Sequence.None || Read(journal, shard, at) is not { } record)
        {
            return null;
        }

        RecordBody body = RecordCodec.Decode(record.Body.Span);
        return new(record, body, FirstInput(journal, shard, record, body));
    }

    /// <summary>A settlement answers the call that took the play: its input is the one that counts.</summary>
    private static Hash256 FirstInput(IJournal journal, ShardId shard, JournalRecord record, RecordBody body) =>
        body.Input is SettlePlay settle && Read(journal, shard, settle.Play.Sequence) is { } taken ? taken.InputHash : record.InputHash;

    private static JournalRecord? Read(IJournal journal, ShardId shard, Sequence sequence)
    {
        IReadOnlyList<JournalRecord> records = journal.ReadRecords(shard, sequence, 1);
        return records.Count == 1 && records[0].Sequence == sequence ? records[0] : null;
    }
}
