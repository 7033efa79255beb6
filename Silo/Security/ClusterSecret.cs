using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Security;

/// <summary>
/// What the silos of one cluster share and the database does not know. It seals the documents that they keep in the database: AES-256-GCM
/// under a key derived by HKDF-SHA256, bound to the document's name.
/// </summary>
public sealed class ClusterSecret
{
    /// <summary>Characters; a secret is random, not a word to remember.</summary>
    public const int Shortest = 32;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">It is too short.</exception>
    public ClusterSecret(string text)
    {
        if (text.Length < Shortest)
        {
            throw new ArgumentException($"A cluster secret has at least {Shortest} characters.", nameof(text));
        }

        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(text), 32, info: "jifen/documents/1"u8.ToArray());
    }

    /// <summary>Nonce, ciphertext, tag.</summary>
    public byte[] Seal(string name, ReadOnlySpan<byte> content)
    {
        byte[] made = new byte[AesGcm.NonceByteSizes.MaxSize + content.Length + AesGcm.TagByteSizes.MaxSize];
        (Range nonce, Range text, Range tag) = Parts(made.Length);
        RandomNumberGenerator.Fill(made.AsSpan(nonce));
        using AesGcm cipher = new(_key, AesGcm.TagByteSizes.MaxSize);
        cipher.Encrypt(made.AsSpan(nonce), content, made.AsSpan(text), made.AsSpan(tag), Encoding.UTF8.GetBytes(name));
        return made;
    }

    /// <exception cref="SecretKeysRefusedException">It was sealed with another secret or for another name, or was altered.</exception>
    public byte[] Open(string name, ReadOnlySpan<byte> made, string place)
    {
        byte[] content = new byte[Math.Max(0, made.Length - AesGcm.NonceByteSizes.MaxSize - AesGcm.TagByteSizes.MaxSize)];
        try
        {
            (Range nonce, Range text, Range tag) = Parts(made.Length);
            using AesGcm cipher = new(_key, AesGcm.TagByteSizes.MaxSize);
            cipher.Decrypt(made[nonce], made[text], made[tag], content, Encoding.UTF8.GetBytes(name));
            return content;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            throw new SecretKeysRefusedException(
                SecretKeysRefusal.Sealed, place, $"{place} cannot be opened: JIFEN_CLUSTER_SECRET is not the one it was sealed with, or it was altered.", broken);
        }
    }

    public override string ToString() => nameof(ClusterSecret);

    private static (Range Nonce, Range Text, Range Tag) Parts(int length) =>
        (..AesGcm.NonceByteSizes.MaxSize, AesGcm.NonceByteSizes.MaxSize..(length - AesGcm.TagByteSizes.MaxSize), (length - AesGcm.TagByteSizes.MaxSize)..length);
}
