using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Jifen.Silo.Security;

/// <summary>
/// The keys of a store, kept outside its database and shared by its silos. Who has them and the store can read seeds before their
/// reveal, forge player tokens and test which member a key belongs to.
/// </summary>
/// <param name="Pepper">Key of the member keys, 32 bytes. It never changes: each member's place follows from it.</param>
/// <param name="SeedKeys">Keys that wrap seeds, oldest first. The last wraps; the others only unwrap.</param>
/// <param name="TokenKeys">Keys that sign player tokens, oldest first. The last signs; the others only verify.</param>
public sealed record SecretKeys(byte[] Pepper, ImmutableArray<SecretKey> SeedKeys, ImmutableArray<SecretKey> TokenKeys)
{
    /// <summary>Outside the alphabet of member ids, so that the check is no member's key.</summary>
    private static ReadOnlySpan<byte> PepperLabel => "jifen/pepper/1"u8;

    public SecretKey CurrentSeedKey => SeedKeys[^1];

    public SecretKey CurrentTokenKey => TokenKeys[^1];

    /// <summary>Proof that a pepper is the one a store was made with: HMAC-SHA256(pepper, fixed label), 64 hexadecimal digits.</summary>
    public string PepperCheck => Convert.ToHexStringLower(HMACSHA256.HashData(Pepper, PepperLabel));

    public static SecretKeys Create() =>
        new(RandomNumberGenerator.GetBytes(SecretKey.ByteLength), [SecretKey.Create()], [SecretKey.Create()]);

    /// <summary>Seeds made from now on are wrapped by a fresh key; the older keys stay, since old seeds need them for ever.</summary>
    public SecretKeys WithFreshSeedKey() => this with { SeedKeys = SeedKeys.Add(SecretKey.Create()) };

    /// <summary>Tokens made from now on are signed by a fresh key; those out there stay valid until their key is retired.</summary>
    public SecretKeys WithFreshTokenKey() => this with { TokenKeys = TokenKeys.Add(SecretKey.Create()) };

    /// <summary>Tokens of this key are refused from now on.</summary>
    /// <exception cref="ArgumentException">It is the key that signs, or there is none of that id.</exception>
    public SecretKeys WithoutTokenKey(string id)
    {
        SecretKey? key = FindTokenKey(id);
        return key is null || key == CurrentTokenKey
            ? throw new ArgumentException($"Token key {id} is not one that can be retired.", nameof(id))
            : this with { TokenKeys = TokenKeys.Remove(key) };
    }

    public SecretKey? FindSeedKey(ReadOnlySpan<char> id) => Find(SeedKeys, id);

    public SecretKey? FindTokenKey(ReadOnlySpan<char> id) => Find(TokenKeys, id);

    public override string ToString() => $"{SeedKeys.Length} seed keys, {TokenKeys.Length} token keys";

    private static SecretKey? Find(ImmutableArray<SecretKey> keys, ReadOnlySpan<char> id)
    {
        foreach (SecretKey key in keys)
        {
            if (id.SequenceEqual(key.Id))
            {
                return key;
            }
        }

        return null;
    }
}
