using Jifen.Silo.Cluster.Wire;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Tests.Cluster.Wire;

/// <summary>
/// Shards that are here but are spoken to as if they were at another silo: work and replies pass as bytes. A reply that the bytes have
/// changed stops its shard. Queries of tests, which are not to travel, pass as they are.
/// </summary>
internal sealed class CodedShards(IShards owner) : IShards
{
    private long _carried;

    public int Count => owner.Count;

    /// <summary>Replies that have come back as bytes.</summary>
    public long Carried => Interlocked.Read(ref _carried);

    public ShardId Of(MemberKey member) => owner.Of(member);

    public ShardId Of(string grain) => owner.Of(grain);

    public void Post(ShardId shard, ShardWork work) =>
        owner.Post(shard, Travels(work) ? WorkCodec.Decode(WorkCodec.Encode(work), new WayBack(this, work)) : work);

    private static bool Travels(ShardWork work) => work is not Read { Query: var query } || query.GetType().Assembly == typeof(ShardQuery).Assembly;

    private sealed class WayBack(CodedShards shards, ShardWork work) : IReplySink
    {
        public void Complete(Reply reply)
        {
            Reply came = ReplyCodec.Decode(ReplyCodec.Encode(reply), work);
            Assert.True(Sample.Same(reply, came), $"{reply} has become {came}");
            Interlocked.Increment(ref shards._carried);
            work.Sink?.Complete(came);
        }
    }
}
