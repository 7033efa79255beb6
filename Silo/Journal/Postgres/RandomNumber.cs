using System.Security.Cryptography;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Numbers that name sessions and waves. Counted numbers would come again when a store is restored.</summary>
internal static class RandomNumber
{
    /// <summary>1 to 2^63 - 1.</summary>
    public static long Next()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return Math.Max(1, BitConverter.ToInt64(bytes) & long.MaxValue);
    }
}
