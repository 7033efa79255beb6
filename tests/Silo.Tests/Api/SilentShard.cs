using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Api;

/// <summary>The shards of a silo, one of which answers nothing.</summary>
internal sealed class SilentShard(IShards shards, ShardId silent) : IShards
{
    public int Count => shards.Count;

    public ShardId Of(MemberKey member) => shards.Of(member);

    public ShardId Of(string grain) => shards.Of(grain);

    public void Post(ShardId shard, ShardWork work)
    {
        if (shard != silent)
        {
            shards.Post(shard, work);
        }
    }
}
