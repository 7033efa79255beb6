namespace Jifen.Silo.Shards;

/// <summary>What this silo has to tell of the records that it made. Safe for threads.</summary>
public interface INoticeBoard
{
    /// <summary>The newest notices of a shard's records after one, oldest first.</summary>
    IReadOnlyList<LiveNotice> Of(ShardId shard, Sequence after);
}
