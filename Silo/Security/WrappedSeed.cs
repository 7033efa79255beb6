using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Fairness;

namespace Jifen.Silo.Security;

/// <summary>
/// Form of a seed in the journal: <c>KEYID.BODY</c>, the body being base64url of nonce (12 bytes), AES-256-GCM ciphertext (32) and tag
/// (16). The associated data binds it to its lottery and period: label, lottery and period, each after its length in bytes (4, big-endian).
/// </summary>
internal static class WrappedSeed
{
    private const char Separator = '.';

    private const int NonceLength = 12;

    private const int TagLength = 16;

    private const int BodyLength = NonceLength + Outcome.SeedLength + TagLength;

    /// <remarks>Random nonces are safe for 2^32 seeds under one key; a store makes a few a day.</remarks>
    public static string Wrap(SecretKey key, string lottery, string period, ReadOnlySpan<byte> seed)
    {
        Span<byte> body = stackalloc byte[BodyLength];
        RandomNumberGenerator.Fill(body[..NonceLength]);
        using var cipher = new AesGcm(key.Bytes, TagLength);
        cipher.Encrypt(body[..NonceLength], seed, body[NonceLength..^TagLength], body[^TagLength..], Binding(lottery, period));
        return $"{key.Id}{Separator}{Base64Url.EncodeToString(body)}";
    }

    /// <exception cref="SeedSealedException">It does not open.</exception>
    public static byte[] Unwrap(SecretKeys keys, string lottery, string period, string wrapped)
    {
        int dot = wrapped.IndexOf(Separator, StringComparison.Ordinal);
        Span<byte> body = stackalloc byte[BodyLength];
        if (dot < 0 || !TryDecode(wrapped.AsSpan(dot + 1), body))
        {
            throw Sealed(lottery, period, "it is damaged");
        }

        SecretKey key = keys.FindSeedKey(wrapped.AsSpan(0, dot))
            ?? throw Sealed(lottery, period, $"its key {wrapped.AsSpan(0, dot)} is not among the keys of this silo");
        try
        {
            byte[] seed = new byte[Outcome.SeedLength];
            using var cipher = new AesGcm(key.Bytes, TagLength);
            cipher.Decrypt(body[..NonceLength], body[NonceLength..^TagLength], body[^TagLength..], seed, Binding(lottery, period));
            return seed;
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw Sealed(lottery, period, "it was altered, or belongs to another lottery or period", mismatch);
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> text, Span<byte> body) =>
        text.Length == Base64Url.GetEncodedLength(BodyLength)
        && Base64Url.DecodeFromChars(text, body, out _, out int written) == System.Buffers.OperationStatus.Done
        && written == BodyLength;

    private static byte[] Binding(string lottery, string period)
    {
        var binding = new MemoryStream();
        foreach (string part in (ReadOnlySpan<string>)["jifen/seed/1", lottery, period])
        {
            byte[] text = Encoding.UTF8.GetBytes(part);
            byte[] length = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            binding.Write(length);
            binding.Write(text);
        }

        return binding.ToArray();
    }

    private static SeedSealedException Sealed(string lottery, string period, string why, Exception? inner = null) =>
        new($"The seed of lottery {lottery}, period {period}, does not open: {why}.", inner);
}
