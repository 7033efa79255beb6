using System.Security.Cryptography;

namespace Jifen.Silo.Security;

/// <summary>A named key of 32 random bytes. Its text form names it only, so that it cannot slip into a log.</summary>
/// <param name="Id">Stands beside what the key made (<c>kid</c> of a token, first part of a wrapped seed).</param>
/// <param name="Bytes">Not to be changed.</param>
public sealed record SecretKey(string Id, byte[] Bytes)
{
    public const int ByteLength = 32;

    /// <summary>A fresh key. The id has 48 random bits, so that keys made on two machines do not meet.</summary>
    public static SecretKey Create() =>
        new(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), RandomNumberGenerator.GetBytes(ByteLength));

    public override string ToString() => $"key {Id}";
}
