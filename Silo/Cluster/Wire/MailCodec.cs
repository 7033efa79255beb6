using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>Messages between shards as JSON, the form in which an outbox is stored.</summary>
public static class MailCodec
{
    public static byte[] Encode(IReadOnlyList<OutgoingMessage> messages) =>
        JsonSerializer.SerializeToUtf8Bytes(messages as OutgoingMessage[] ?? [.. messages], OutboxJson.Default.OutgoingMessageArray);

    /// <exception cref="JsonException">This silo does not know such messages.</exception>
    public static IReadOnlyList<OutgoingMessage> Decode(ReadOnlyMemory<byte> payload) =>
        JsonSerializer.Deserialize(payload.Span, OutboxJson.Default.OutgoingMessageArray) ?? throw new JsonException("no messages");
}
