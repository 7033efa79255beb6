using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Security;

/// <summary>A key of the brand's back end as it is kept: its SHA-256 only. Who reads this cannot call the API.</summary>
/// <param name="Id">Names the key in lists, logs and the journal.</param>
/// <param name="Hash">SHA-256 of the key's text.</param>
/// <param name="Revoked">When it stopped to hold; null while it does.</param>
public sealed record ServerKey(string Id, string Name, IReadOnlyList<string> Scopes, Hash256 Hash, DateTimeOffset Created, DateTimeOffset? Revoked)
{
    /// <summary>How the text of a made key begins, so that one which has leaked is recognised.</summary>
    public const string Prefix = "jfk_";

    private const int RandomBytes = 32;

    /// <summary>The text of a fresh key: 256 random bits. It is shown once and kept nowhere.</summary>
    public static string NewText() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What a key's text is kept and found by.</summary>
    public static Hash256 HashOf(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[1024];
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        int length = Encoding.UTF8.TryGetBytes(text, bytes, out int written) ? written : 0;
        SHA256.HashData(bytes[..length], hash);
        return Hash256.Read(hash);
    }
}
