namespace Jifen.Silo.Shards;

/// <summary>The seam to where shards run: who owns shard k, and send it this.</summary>
public interface IShards
{
    /// <summary>Shards of the store.</summary>
    int Count { get; }

    /// <summary>The shard on which a member lives.</summary>
    ShardId Of(MemberKey member);

    /// <summary>The shard on which a grain that is no member lives.</summary>
    ShardId Of(string grain);

    /// <summary>Sends work to a shard, wherever it runs. Its sink is told exactly once, unless the process ends.</summary>
    void Post(ShardId shard, ShardWork work);
}
