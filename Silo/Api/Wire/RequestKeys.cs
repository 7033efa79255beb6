using System.Security.Cryptography;
using System.Text;

namespace Jifen.Silo.Api;

/// <summary>Turns the keys of clients into those of the engine.</summary>
internal static class RequestKeys
{
    public const string Header = "Idempotency-Key";

    public const string Replayed = "Idempotency-Replayed";

    /// <summary>First 16 bytes of SHA-256(scope, 0, the client's key).</summary>
    /// <param name="scope">Sets the kinds of request apart.</param>
    public static RequestKey Of(string scope, ReadOnlySpan<char> key)
    {
        Span<byte> text = stackalloc byte[1024];
        int length = Encoding.UTF8.GetBytes(scope, text);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(key, text[length..]);
        Span<byte> hash = stackalloc byte[Hash256.ByteLength];
        SHA256.HashData(text[..length], hash);
        return RequestKey.Read(hash);
    }

    /// <summary>The client's key: 1 to 255 visible ASCII characters; null where it sent none.</summary>
    public static string? Find(HttpRequest request)
    {
        if (request.Headers[Header] is not { Count: > 0 } values)
        {
            return null;
        }

        string? key = values.Count == 1 ? values[0] : null;
        return key is { Length: > 0 and <= ApiLimits.IdempotencyKeyLength } && !key.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? key
            : throw Field.Invalid(Header, $"it is not one key of 1 to {ApiLimits.IdempotencyKeyLength} visible ASCII characters");
    }

    public static string Require(HttpRequest request) =>
        Find(request) ?? throw new ProblemException(ProblemCodes.KeyRequired, $"The header {Header} is missing.", Header);
}
