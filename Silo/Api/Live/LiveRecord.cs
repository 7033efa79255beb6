namespace Jifen.Silo.Api;

/// <summary>A durable record on its way to whoever watches.</summary>
internal sealed record LiveRecord(JournalRecord Record, RecordBody Body)
{
    public RecordName Name => new(Record.Shard, Record.Sequence);
}

/// <summary>Names a record: the id of its event, and the same text as a position of one shard.</summary>
internal readonly record struct RecordName(ShardId Shard, Sequence Sequence);
