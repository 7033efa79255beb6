namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Where a record lies: its row's place in the order of appends of the whole store. The first row is at 1.</summary>
internal readonly record struct RecordPlace(ShardId Shard, Sequence Sequence, long Position);
