using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Journal;

/// <summary>SHA-256 over a checkpoint row: "jfg1", shard, as-of, due (flag and value), member (flag and value), length-prefixed grain, state.</summary>
internal static class GrainRowHash
{
    private const int FixedLength = 4 + 4 + 8 + 1 + 8 + 1 + 16 + 4;

    public static Hash256 Of(ShardId shard, GrainRow row)
    {
        Span<byte> header = stackalloc byte[FixedLength];
        byte[] grain = Encoding.UTF8.GetBytes(row.Grain);
        "jfg1"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], shard.Value);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], row.AsOf.Value);
        header[16] = row.Due is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt64BigEndian(header[17..], row.Due?.Microseconds ?? 0);
        header[25] = row.Member is null ? (byte)0 : (byte)1;
        (row.Member ?? default).Write(header[26..]);
        BinaryPrimitives.WriteInt32BigEndian(header[42..], grain.Length);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(grain);
        hash.AppendData(row.State.Span);
        Span<byte> result = stackalloc byte[Hash256.ByteLength];
        hash.GetHashAndReset(result);
        return Hash256.Read(result);
    }
}
