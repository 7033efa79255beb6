using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Bytes of the reply on its way back: one JSON object. Which view it holds follows from the query that it answers.</summary>
/// <remarks>
/// Decoding leaves out what it does not know: a newer silo may tell more than was asked for, and what it tells of a decision is durable
/// already, so that refusing to hear it would help nobody. A kind that is unknown is not left out but refused.
/// </remarks>
internal static class ReplyCodec
{
    public static byte[] Encode(Reply reply) => JsonSerializer.SerializeToUtf8Bytes(reply, WireForm.AnyReply);

    /// <param name="work">What the reply answers.</param>
    /// <exception cref="WireUnreadableException">Damaged, of a kind that this binary does not know, or no reply to such work.</exception>
    public static Reply Decode(ReadOnlySpan<byte> bytes, ShardWork work) => WireReading.Guarded(bytes, work, Read);

    private static Reply Read(ReadOnlySpan<byte> bytes, ShardWork work) => (JsonSerializer.Deserialize(bytes, WireForm.AnyReply), work) switch
    {
        (NotDone not, _) => not,
        (Answered answered, Request) => answered,
        (ReadDone done, Read read) => done with { View = ViewOf(done, read.Query) },
        _ => throw new WireUnreadableException("this is no reply to such work"),
    };

    private static object? ViewOf(ReadDone done, ShardQuery query) => done.View switch
    {
        JsonElement view when view.Deserialize(WireForm.OfView(query.ViewType)) is { } seen => seen,
        null when QueryKinds.MayBeNull(query.GetType()) => null,
        _ => throw new WireUnreadableException("the view is missing"),
    };
}
