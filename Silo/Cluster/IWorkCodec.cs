using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster;

/// <summary>The bytes of work and replies between silos. Safe for threads. What cannot be written or read is an exception of any kind.</summary>
public interface IWorkCodec
{
    byte[] Encode(ShardWork work);

    /// <param name="sink">Where the reply to the work is to go.</param>
    ShardWork Decode(ReadOnlyMemory<byte> bytes, IReplySink sink);

    byte[] Encode(Reply reply);

    /// <param name="work">What the reply answers.</param>
    Reply DecodeReply(ReadOnlyMemory<byte> bytes, ShardWork work);
}
