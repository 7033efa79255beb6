using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>The bytes that silos send each other: <see cref="WorkCodec"/> and <see cref="ReplyCodec"/>.</summary>
public sealed class JsonCodec : IWorkCodec
{
    public byte[] Encode(ShardWork work) => WorkCodec.Encode(work);

    public ShardWork Decode(ReadOnlyMemory<byte> bytes, IReplySink sink) => WorkCodec.Decode(bytes.Span, sink);

    public byte[] Encode(Reply reply) => ReplyCodec.Encode(reply);

    public Reply DecodeReply(ReadOnlyMemory<byte> bytes, ShardWork work) => ReplyCodec.Decode(bytes.Span, work);
}
