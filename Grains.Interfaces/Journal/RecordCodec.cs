using System.Buffers;
using System.Text.Json;

namespace Jifen.Grains.Interfaces;

/// <summary>Canonical bytes of inputs and record bodies. Encoding what was decoded gives the same bytes.</summary>
public static class RecordCodec
{
    /// <summary>Largest body that is decoded.</summary>
    public const int LargestBody = 1 << 20;

    public static byte[] Encode(ShardInput input) => JsonSerializer.SerializeToUtf8Bytes(input, JournalJson.Canonical.ShardInput);

    /// <summary>The body, with the input's canonical bytes put in as they are.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> input, RecordBody body, ArrayBufferWriter<byte> scratch, Utf8JsonWriter writer)
    {
        scratch.ResetWrittenCount();
        writer.Reset(scratch);
        writer.WriteStartObject();
        writer.WritePropertyName("input"u8);
        writer.WriteRawValue(input, skipInputValidation: true);
        WriteRest(writer, body);
        writer.WriteEndObject();
        writer.Flush();
        return scratch.WrittenSpan.ToArray();
    }

    /// <exception cref="RecordUnreadableException">Not a body, or one with a kind that this binary does not know.</exception>
    public static RecordBody Decode(ReadOnlySpan<byte> body)
    {
        if (body.Length > LargestBody)
        {
            throw new RecordUnreadableException($"a body of {body.Length} bytes is larger than {LargestBody}", null);
        }

        try
        {
            return JsonSerializer.Deserialize(body, JournalJson.Canonical.RecordBody) ?? throw new RecordUnreadableException("the body is null", null);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new RecordUnreadableException(e.Message, e);
        }
    }

    private static void WriteRest(Utf8JsonWriter writer, RecordBody body)
    {
        if (body.Answer is not null)
        {
            writer.WritePropertyName("answer"u8);
            JsonSerializer.Serialize(writer, body.Answer, JournalJson.Canonical.Answer);
        }

        if (body.Entropy is not null)
        {
            writer.WritePropertyName("entropy"u8);
            JsonSerializer.Serialize(writer, body.Entropy, JournalJson.Canonical.EntropyReference);
        }

        WriteEvents(writer, body.Events ?? []);
        WriteMessages(writer, body.Messages ?? []);
        if (body.RaisesControl is { } generation)
        {
            writer.WriteNumber("raisesControl"u8, generation);
        }

        if (body.Origin is not null)
        {
            writer.WriteString("origin"u8, body.Origin);
        }

        if (body.Test is { } test)
        {
            writer.WriteBoolean("test"u8, test);
        }
    }

    private static void WriteEvents(Utf8JsonWriter writer, IReadOnlyList<GrainEvent> events)
    {
        if (events.Count > 0)
        {
            writer.WriteStartArray("events"u8);
            for (int i = 0; i < events.Count; i++)
            {
                JsonSerializer.Serialize(writer, events[i], JournalJson.Canonical.GrainEvent);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteMessages(Utf8JsonWriter writer, IReadOnlyList<OutgoingMessage> messages)
    {
        if (messages.Count > 0)
        {
            writer.WriteStartArray("messages"u8);
            for (int i = 0; i < messages.Count; i++)
            {
                JsonSerializer.Serialize(writer, messages[i], JournalJson.Canonical.OutgoingMessage);
            }

            writer.WriteEndArray();
        }
    }
}

/// <summary>A record's body is not one that this binary can read; the shard does not load.</summary>
public sealed class RecordUnreadableException(string message, Exception? inner) : Exception(message, inner);
