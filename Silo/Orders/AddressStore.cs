using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jifen.Silo.Journal;
using Jifen.Silo.Security;

namespace Jifen.Silo.Orders;

/// <summary>
/// Keeps the addresses of orders as sealed documents of the store, label <c>jfa1</c>, under the key that wraps seeds, each bound to its
/// member and prize. Nothing is remembered in clear. Calls block. Safe for threads.
/// </summary>
internal sealed class AddressStore(IJournal journal, SecretKeys keys)
{
    private const int SaltLength = 16;

    private static ReadOnlySpan<byte> Label => "jfa1"u8;

    private static ReadOnlySpan<byte> NonceLabel => "jifen/address-nonce/1"u8;

    /// <summary>
    /// Stores an address durably, before any record names it. The same call again, by its key, makes the very same document, so that it is
    /// recognised; every other call makes another.
    /// </summary>
    /// <param name="key">The client's key of the call, or null.</param>
    /// <returns>What the record names it by.</returns>
    public Hash256 Store(MemberKey member, PrizeId prize, PostalAddress address, string? key)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(address, AddressJson.Default.PostalAddress);
        byte[] binding = Binding(member, prize);
        byte[] salt = key is null ? RandomNumberGenerator.GetBytes(SaltLength) : SHA256.HashData(Encoding.UTF8.GetBytes(key));
        byte[] document = SealedDocument.Seal(keys.CurrentSeedKey, Label, Nonce(salt, binding, text), binding, text);
        CryptographicOperations.ZeroMemory(text);
        var hash = Hash256.Read(SHA256.HashData(document));
        journal.StoreDocument(hash, document);
        return hash;
    }

    /// <summary>The address; null where it was erased, or its key is not at hand.</summary>
    public PostalAddress? Read(MemberKey member, PrizeId prize, Hash256 document) =>
        journal.ReadDocument(document) is { } found && SealedDocument.Open(keys, Label, Binding(member, prize), found, out _) is { } text
            ? JsonSerializer.Deserialize(text, AddressJson.Default.PostalAddress)
            : null;

    /// <summary>Takes an address out of the store. Once more changes nothing.</summary>
    public void Erase(Hash256 document) => journal.EraseDocument(document);

    /// <remarks>Follows from all that is sealed, by a key of its own: it repeats only with the whole document.</remarks>
    private byte[] Nonce(byte[] salt, byte[] binding, byte[] text)
    {
        byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, keys.CurrentSeedKey.Bytes, SecretKey.ByteLength, info: NonceLabel.ToArray());
        byte[] parts = [.. SHA256.HashData(salt), .. SHA256.HashData(binding), .. SHA256.HashData(text)];
        return HMACSHA256.HashData(key, parts)[..SealedDocument.NonceLength];
    }

    private static byte[] Binding(MemberKey member, PrizeId prize) => Encoding.UTF8.GetBytes($"jifen/address/1\n{member}\n{prize}");
}
