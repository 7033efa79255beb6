using System.Security.Cryptography;
using Jifen.Silo.Api;

namespace Jifen.Silo.Imports;

/// <summary>Names an import: 32 hexadecimal digits.</summary>
public readonly record struct ImportId(string Text)
{
    private const int Bytes = 16;

    /// <summary>A fresh one.</summary>
    public static ImportId New() => new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The one that follows from an idempotency key, so that whoever has the key can look for the import.</summary>
    public static ImportId Of(string key)
    {
        Span<byte> bytes = stackalloc byte[RequestKey.ByteLength];
        RequestKeys.Of("import", key).Write(bytes);
        return new(Convert.ToHexStringLower(bytes));
    }

    /// <summary>Reads an id; null for what is none.</summary>
    public static ImportId? Find(string text) => text.Length == 2 * Bytes && text.All(char.IsAsciiHexDigitLower) ? new(text) : null;

    public override string ToString() => Text;
}
