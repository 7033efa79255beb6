using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Silo.Journal;

/// <summary>
/// One of the two areas of a witness file: "jfw1", generation, store id, commits, shard count, then sequence and hash of every
/// shard, then SHA-256 of all before. Integers are big-endian; an area begins at a multiple of 4,096 bytes.
/// </summary>
internal static class WitnessArea
{
    private const int GenerationAt = 4;
    private const int StoreAt = 12;
    private const int CommitsAt = 28;
    private const int CountAt = 36;
    private const int HeadsAt = 40;
    private const int HeadLength = 8 + Hash256.ByteLength;
    private const int Block = 4096;

    public static int PaddedLength(int shardCount) => (Length(shardCount) + Block - 1) / Block * Block;

    public static int Encode(WitnessedHeads heads, long generation, Span<byte> area)
    {
        int length = Length(heads.ShardCount);
        "jfw1"u8.CopyTo(area);
        BinaryPrimitives.WriteInt64BigEndian(area[GenerationAt..], generation);
        heads.StoreId.TryWriteBytes(area[StoreAt..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(area[CommitsAt..], heads.Commits);
        BinaryPrimitives.WriteInt32BigEndian(area[CountAt..], heads.ShardCount);
        for (int shard = 0; shard < heads.ShardCount; shard++)
        {
            WitnessedHead head = heads[new(shard)];
            Span<byte> entry = area[(HeadsAt + (shard * HeadLength))..];
            BinaryPrimitives.WriteInt64BigEndian(entry, head.Sequence.Value);
            head.Hash.Write(entry[8..]);
        }

        int hashAt = length - Hash256.ByteLength;
        SHA256.HashData(area[..hashAt], area[hashAt..length]);
        return length;
    }

    /// <summary>The heads of an area, or null where it is not whole.</summary>
    public static WitnessedHeads? Decode(ReadOnlySpan<byte> area, out long generation)
    {
        generation = 0;
        if (area.Length < HeadsAt || !area.StartsWith("jfw1"u8))
        {
            return null;
        }

        int count = BinaryPrimitives.ReadInt32BigEndian(area[CountAt..]);
        if (count < 0 || count > (area.Length - HeadsAt - Hash256.ByteLength) / HeadLength || !IsWhole(area[..Length(count)]))
        {
            return null;
        }

        generation = BinaryPrimitives.ReadInt64BigEndian(area[GenerationAt..]);
        return DecodeHeads(area, count);
    }

    private static int Length(int shardCount) => HeadsAt + (shardCount * HeadLength) + Hash256.ByteLength;

    private static bool IsWhole(ReadOnlySpan<byte> area)
    {
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(area[..^Hash256.ByteLength], hash);
        return hash.SequenceEqual(area[^Hash256.ByteLength..]);
    }

    private static WitnessedHeads DecodeHeads(ReadOnlySpan<byte> area, int count)
    {
        WitnessedHeads heads = new(new Guid(area.Slice(StoreAt, 16), bigEndian: true), count)
        {
            Commits = BinaryPrimitives.ReadInt64BigEndian(area[CommitsAt..]),
        };
        for (int shard = 0; shard < count; shard++)
        {
            ReadOnlySpan<byte> entry = area[(HeadsAt + (shard * HeadLength))..];
            heads[new(shard)] = new(new(BinaryPrimitives.ReadInt64BigEndian(entry)), Hash256.Read(entry[8..]));
        }

        return heads;
    }
}
