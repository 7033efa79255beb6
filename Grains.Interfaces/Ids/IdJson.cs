using System.Text.Json;
using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

public sealed class ShardIdJson : JsonConverter<ShardId>
{
    public override ShardId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

    public override void Write(Utf8JsonWriter writer, ShardId value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

public sealed class SequenceJson : JsonConverter<Sequence>
{
    public override Sequence Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Sequence value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

public sealed class PointsJson : JsonConverter<Points>
{
    public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Value);
}

public sealed class StampJson : JsonConverter<Stamp>
{
    public override Stamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Stamp value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Microseconds);
}

public sealed class PlayIdJson : JsonConverter<PlayId>
{
    public override PlayId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PlayId.TryParse(reader.GetString(), out PlayId id) ? id : throw new JsonException("not a play id");

    public override void Write(Utf8JsonWriter writer, PlayId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

public sealed class MemberKeyJson : JsonConverter<MemberKey>
{
    public override MemberKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemberKey.TryParse(reader.GetString(), out MemberKey key) ? key : throw new JsonException("not a member key");

    public override void Write(Utf8JsonWriter writer, MemberKey value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        Hex.Write(value.Value, text);
        writer.WriteStringValue(text);
    }
}

public sealed class RequestKeyJson : JsonConverter<RequestKey>
{
    public override RequestKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        MemberKey.TryParse(reader.GetString(), out MemberKey key) ? new(key.Value) : throw new JsonException("not a request key");

    public override void Write(Utf8JsonWriter writer, RequestKey value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        Hex.Write(value.Value, text);
        writer.WriteStringValue(text);
    }
}

public sealed class Hash256Json : JsonConverter<Hash256>
{
    public override Hash256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string text = reader.GetString() ?? "";
        byte[] bytes = new byte[Hash256.ByteLength];
        return text.Length == 64 && Convert.FromHexString(text, bytes, out _, out int written) == System.Buffers.OperationStatus.Done && written == 32
            ? Hash256.Read(bytes)
            : throw new JsonException("not a SHA-256 value");
    }

    public override void Write(Utf8JsonWriter writer, Hash256 value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[64];
        Hex.Write(value.High, text);
        Hex.Write(value.Low, text[32..]);
        writer.WriteStringValue(text);
    }
}

internal static class Hex
{
    public static void Write(UInt128 value, Span<byte> text)
    {
        for (int i = 31; i >= 0; i--)
        {
            text[i] = "0123456789abcdef"u8[(int)(ulong)(value & 15)];
            value >>= 4;
        }
    }
}
