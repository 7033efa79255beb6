using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Cluster;

/// <summary>
/// Places shards on silos by rendezvous hashing: of all silos the one with the highest weight for a shard is to have it. When a silo
/// comes or goes only the shards that it gets or had move, and every silo that sees the same members comes to the same result.
/// </summary>
/// <remarks>Weights go by name, so that a silo that comes back is given the shards that it had.</remarks>
internal static class Rendezvous
{
    /// <returns>For each shard the silo that is to have it, or null where there is no silo.</returns>
    public static SiloId?[] Place(int shardCount, IReadOnlyList<SiloMember> silos)
    {
        SiloId?[] places = new SiloId?[shardCount];
        for (int shard = 0; shard < shardCount; shard++)
        {
            places[shard] = silos.Count == 0 ? null : silos.MaxBy(silo => (Weight(shard, silo.Name), silo.Id.Value))!.Id;
        }

        return places;
    }

    /// <summary>First eight bytes of SHA-256(shard, UTF-8 of the name), big-endian.</summary>
    private static ulong Weight(int shard, string name)
    {
        byte[] key = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(name)];
        BinaryPrimitives.WriteInt32BigEndian(key, shard);
        Encoding.UTF8.GetBytes(name, key.AsSpan(sizeof(int)));
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(key, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
