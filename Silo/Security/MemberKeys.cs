using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Security;

/// <summary>Turns the brand's id of a member into the key by which the journal knows the member. Without the pepper the way back cannot be tried.</summary>
/// <param name="keys">Their pepper is that of the store.</param>
public sealed class MemberKeys(SecretKeys keys)
{
    private const int StackLimit = 1024;

    private readonly byte[] _pepper = keys.Pepper;

    /// <summary>First 16 bytes of HMAC-SHA256(pepper, UTF-8 of the id). Allocates nothing for ids of up to 340 characters.</summary>
    public MemberKey Of(ReadOnlySpan<char> brandId)
    {
        int room = Encoding.UTF8.GetMaxByteCount(brandId.Length);
        Span<byte> text = room <= StackLimit ? stackalloc byte[StackLimit] : new byte[room];
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_pepper, text[..Encoding.UTF8.GetBytes(brandId, text)], mac);
        return MemberKey.Read(mac);
    }
}
