using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// One decision as it lies in the journal. <see cref="Body"/> is the canonical UTF-8 JSON of a <see cref="RecordBody"/>:
/// input, answer, entropy reference, events and messages. <see cref="Hash"/> covers every other field, and
/// <see cref="Previous"/> is the hash of the record before it, so a shard's records form a chain.
/// </summary>
/// <remarks>Format 1: the bytes hashed are a fixed header, big-endian, and the body.</remarks>
public sealed class JournalRecord
{
    private const int HeaderLength = 154;

    private Hash256 _hash;

    public required ShardId Shard { get; init; }

    public required Sequence Sequence { get; init; }

    public required Epoch Epoch { get; init; }

    public required Hash256 Previous { get; init; }

    public required Stamp Stamp { get; init; }

    /// <summary>Version of the catalogue the decision was taken under; 0 before the first.</summary>
    public required long CatalogueVersion { get; init; }

    /// <summary>Control generation the decision was taken under. The store refuses an append of an older one.</summary>
    public required long ControlGeneration { get; init; }

    /// <summary>Rules number (PROTOCOL section 1) of the binary that decided.</summary>
    public required int Rules { get; init; }

    /// <summary>The member whom the record is about; null for records of the shard itself.</summary>
    public MemberKey? Member { get; init; }

    /// <summary>Identity of the request; null where it had none.</summary>
    public RequestKey? Key { get; init; }

    public required Hash256 InputHash { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required Hash256 Hash
    {
        get => _hash;
        init => _hash = value;
    }

    /// <summary>Gives a record that has just been made its hash.</summary>
    public static JournalRecord Sealed(JournalRecord made)
    {
        made._hash = made.ComputeHash();
        return made;
    }

    /// <summary>The hash the record must carry. Any change of any field changes it.</summary>
    public Hash256 ComputeHash()
    {
        int length = HeaderLength + Body.Length;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(length);
        WriteHeader(bytes, Body.Length);
        Body.Span.CopyTo(bytes.AsSpan(HeaderLength));
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(bytes.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Hash256.Read(hash);
    }

    private void WriteHeader(Span<byte> to, int bodyLength)
    {
        "jfr1"u8.CopyTo(to);
        BinaryPrimitives.WriteInt32BigEndian(to[4..], Shard.Value);
        BinaryPrimitives.WriteInt64BigEndian(to[8..], Sequence.Value);
        BinaryPrimitives.WriteInt64BigEndian(to[16..], Epoch.Value);
        BinaryPrimitives.WriteInt64BigEndian(to[24..], Stamp.Microseconds);
        BinaryPrimitives.WriteInt64BigEndian(to[32..], CatalogueVersion);
        BinaryPrimitives.WriteInt64BigEndian(to[40..], ControlGeneration);
        BinaryPrimitives.WriteInt32BigEndian(to[48..], Rules);
        Previous.Write(to[52..]);
        to[84] = Member is null ? (byte)0 : (byte)1;
        (Member ?? default).Write(to[85..]);
        to[101] = Key is null ? (byte)0 : (byte)1;
        (Key ?? default).Write(to[102..]);
        InputHash.Write(to[118..]);
        BinaryPrimitives.WriteInt32BigEndian(to[150..], bodyLength);
    }
}
