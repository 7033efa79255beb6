using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Jifen.Silo.Security;

namespace Jifen.Silo.Coupons;

/// <summary>
/// The codes of one chunk as a sealed document of the store, label <c>jfc1</c>. The text is a line for each code, with a tab and the day where it expires. The associated data binds it to its
/// pool and to the number of its first code, so that a chunk put in another's place does not open.
/// </summary>
internal static class SealedCodes
{
    private static ReadOnlySpan<byte> Label => "jfc1"u8;

    /// <remarks>Random nonces are safe for 2^32 chunks under one key.</remarks>
    public static byte[] Seal(SecretKeys keys, string pool, long first, IReadOnlyList<CouponCode> codes)
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', codes.Select(Line)));
        byte[] document = SealedDocument.Seal(keys.CurrentSeedKey, Label, RandomNumberGenerator.GetBytes(SealedDocument.NonceLength), Binding(pool, first), text);
        CryptographicOperations.ZeroMemory(text);
        return document;
    }

    /// <exception cref="CodesSealedException">It does not open: its key is not at hand, or it was altered.</exception>
    public static IReadOnlyList<CouponCode> Open(SecretKeys keys, string pool, long first, ReadOnlySpan<byte> document)
    {
        byte[]? text = SealedDocument.Open(keys, Label, Binding(pool, first), document, out SealFault? fault);
        if (text is null)
        {
            throw new CodesSealedException(
                fault!.Kind switch
                {
                    SealFaultKind.KeyMissing => $"The key {fault.Key} of the codes of pool {pool} is not among the keys of this silo.",
                    SealFaultKind.Altered => $"The codes of pool {pool} from {first} on were altered, or belong elsewhere.",
                    _ => $"The codes of pool {pool} from {first} on are damaged.",
                },
                null);
        }

        return [.. Encoding.UTF8.GetString(text).Split('\n').Select(Read)];
    }

    private static string Line(CouponCode code) => code.Expires is { } day ? $"{code.Text}\t{day.ToString("O", CultureInfo.InvariantCulture)}" : code.Text;

    private static CouponCode Read(string line) => line.IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab
        ? new(line[..tab], DateOnly.ParseExact(line.AsSpan(tab + 1), "O", CultureInfo.InvariantCulture))
        : new(line, null);

    private static byte[] Binding(string pool, long first) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"jifen/codes/1\n{pool}\n{first}"));
}

/// <summary>The texts of codes cannot be read here. The message names no code.</summary>
public sealed class CodesSealedException(string message, Exception? inner) : Exception(message, inner);
