using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// Which shard keeps a key. Stable for ever: first eight bytes of SHA-256(key), big-endian, modulo N. Changing it
/// would lose every member of every store; fixed vectors guard it.
/// </summary>
public static class Placement
{
    public static ShardId Of(MemberKey member, int shardCount)
    {
        Span<byte> bytes = stackalloc byte[MemberKey.ByteLength];
        member.Write(bytes);
        return Of(bytes, shardCount);
    }

    /// <summary>Shard of a named grain, such as <c>lottery:lucky-wheel</c> or <c>catalogue</c>.</summary>
    public static ShardId Of(string grain, int shardCount) => Of(Encoding.UTF8.GetBytes(grain), shardCount);

    private static ShardId Of(ReadOnlySpan<byte> key, int shardCount)
    {
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(key, hash);
        return new((int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)shardCount));
    }
}
