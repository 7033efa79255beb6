using System.Security.Cryptography;
using Jifen.Silo.Security;

namespace Jifen.Silo.Cluster.Wire;

/// <summary>
/// The secret that all silos of a store share, HMAC-SHA256(pepper, fixed label). Who has it is a silo. The label lies outside the
/// alphabet of member ids, so that the secret is no member's key.
/// </summary>
public sealed class ClusterKey
{
    private readonly byte[] _key;

    private ClusterKey(byte[] key) => _key = key;

    public static ClusterKey Of(SecretKeys keys) => new(HMACSHA256.HashData(keys.Pepper, "jifen/silo/1"u8));

    internal byte[] Prove(ReadOnlySpan<byte> role, ReadOnlySpan<byte> hello, ReadOnlySpan<byte> challenge)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(role);
        hmac.AppendData(hello);
        hmac.AppendData(challenge);
        return hmac.GetHashAndReset();
    }
}
