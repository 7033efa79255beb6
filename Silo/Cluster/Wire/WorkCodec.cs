using System.Buffers;
using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// Bytes of work on its way to the silo that owns the shard: the letter of its kind, <c>d</c> to decide or <c>r</c> to read, and one
/// JSON object. The canonical bytes of an input stand in it as they are, so that the owner computes the same input hash.
/// </summary>
/// <remarks>
/// Decoding is strict: what was read must encode to the very bytes that came. So a silo never decides or answers a question of which it
/// has understood a part only, which would be journalled under another input hash, or leave a condition out. Between two versions this
/// bars nothing but what is new: an optional value that is null is not in the bytes, and the older silo refuses, undone, what names one
/// that it does not know; the caller tries again.
/// </remarks>
internal static class WorkCodec
{
    private const byte ToDecide = (byte)'d';
    private const byte ToRead = (byte)'r';

    public static byte[] Encode(ShardWork work)
    {
        ArrayBufferWriter<byte> bytes = new(512);
        bytes.Write([work is Request ? ToDecide : ToRead]);
        using Utf8JsonWriter json = new(bytes, JournalJson.WriterOptions);
        json.WriteStartObject();
        if (work is Request request)
        {
            Write(json, request);
        }
        else
        {
            json.WritePropertyName("query"u8);
            JsonSerializer.Serialize(json, ((Read)work).Query, WireForm.Query);
            WriteKey(json, "member", work.Member?.Value);
        }

        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <param name="sink">Told the reply to the work that is returned.</param>
    /// <exception cref="WireUnreadableException">Damaged, or of a kind or with a value that this binary does not know.</exception>
    public static ShardWork Decode(ReadOnlySpan<byte> bytes, IReplySink sink)
    {
        ShardWork work = WireReading.Guarded(bytes, sink, Read);
        return Encode(work).AsSpan().SequenceEqual(bytes) ? work : throw new WireUnreadableException("the work says more than this silo understands");
    }

    private static ShardWork Read(ReadOnlySpan<byte> bytes, IReplySink sink)
    {
        ReadOnlySpan<byte> json = bytes.IsEmpty ? bytes : bytes[1..];
        if (bytes is [ToDecide, ..] && JsonSerializer.Deserialize(json, WireForm.Request) is { } form)
        {
            return new Request(form.Input, sink) { Member = form.Member, Key = form.Key, Origin = form.Origin, Person = form.Person };
        }

        return bytes is [ToRead, ..] && JsonSerializer.Deserialize(json, WireForm.Read) is { } read
            ? new Read(read.Query, sink) { Member = read.Member }
            : throw new WireUnreadableException("this is no work of a shard");
    }

    private static void Write(Utf8JsonWriter json, Request request)
    {
        json.WritePropertyName("input"u8);
        json.WriteRawValue(request.InputBytes, skipInputValidation: true);
        WriteKey(json, "member", request.Member?.Value);
        WriteKey(json, "key", request.Key?.Value);
        if (request.Origin is { } origin)
        {
            json.WriteString("origin"u8, origin);
        }

        if (request.Person is { } person)
        {
            json.WritePropertyName("person"u8);
            JsonSerializer.Serialize(json, person, WireForm.PersonBeside);
        }
    }

    private static void WriteKey(Utf8JsonWriter json, string name, UInt128? key)
    {
        if (key is { } value)
        {
            json.WriteString(name, new MemberKey(value).ToString());
        }
    }
}
