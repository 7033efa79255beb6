namespace Jifen.Silo.Journal;

/// <summary>How a record is named in a message.</summary>
internal static class RecordName
{
    public static string Of(ShardId shard, Sequence sequence) => $"Record {sequence} of shard {shard}";
}
