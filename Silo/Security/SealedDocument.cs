using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Security;

/// <summary>
/// A document of the store that only its silos can read: label (4 bytes), length of the key's id (1 byte), the id, nonce (12 bytes),
/// AES-256-GCM ciphertext and tag (16). The associated data binds it to its place, so that it does not open in another's.
/// </summary>
internal static class SealedDocument
{
    public const int NonceLength = 12;

    private const int LabelLength = 4;

    private const int TagLength = 16;

    /// <param name="nonce">Never the same for two texts under one key.</param>
    public static byte[] Seal(SecretKey key, ReadOnlySpan<byte> label, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> binding, ReadOnlySpan<byte> text)
    {
        byte[] id = Encoding.ASCII.GetBytes(key.Id);
        int head = LabelLength + 1 + id.Length;
        byte[] document = new byte[head + NonceLength + text.Length + TagLength];
        label.CopyTo(document);
        document[LabelLength] = (byte)id.Length;
        id.CopyTo(document, LabelLength + 1);
        nonce.CopyTo(document.AsSpan(head));
        using AesGcm cipher = new(key.Bytes, TagLength);
        cipher.Encrypt(nonce, text, document.AsSpan(head + NonceLength, text.Length), document.AsSpan(document.Length - TagLength), binding);
        return document;
    }

    /// <summary>What was sealed; null where it does not open.</summary>
    /// <param name="fault">Why it does not open; null where it does.</param>
    public static byte[]? Open(SecretKeys keys, ReadOnlySpan<byte> label, ReadOnlySpan<byte> binding, ReadOnlySpan<byte> document, out SealFault? fault)
    {
        int head = LabelLength + 1 + (document.Length > LabelLength ? document[LabelLength] : 0);
        if (document.Length < head + NonceLength + TagLength || !document.StartsWith(label))
        {
            fault = new(SealFaultKind.Damaged, null);
            return null;
        }

        string id = Encoding.ASCII.GetString(document[(LabelLength + 1)..head]);
        if (keys.FindSeedKey(id) is not { } key)
        {
            fault = new(SealFaultKind.KeyMissing, id);
            return null;
        }

        byte[] text = new byte[document.Length - head - NonceLength - TagLength];
        using AesGcm cipher = new(key.Bytes, TagLength);
        try
        {
            cipher.Decrypt(document.Slice(head, NonceLength), document[(head + NonceLength)..^TagLength], document[^TagLength..], text, binding);
            fault = null;
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            fault = new(SealFaultKind.Altered, null);
            return null;
        }
    }
}

/// <param name="Key">Id of the key that is missing; null for other kinds.</param>
internal sealed record SealFault(SealFaultKind Kind, string? Key);

internal enum SealFaultKind
{
    Damaged,
    KeyMissing,

    /// <summary>Altered, or of another place.</summary>
    Altered,
}
