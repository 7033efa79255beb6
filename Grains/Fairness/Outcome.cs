using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Jifen.Grains.Fairness;

/// <summary>
/// The one formula by which chance enters the engine. Message = for each of label, lottery, period, member key, nonce, player seed:
/// its length in bytes (4, big-endian), then its bytes. Block i = HMAC-SHA256(seed, message, i as 4 bytes big-endian), i from 0. The
/// blocks end to end are a row of 64-bit big-endian words; the first that <see cref="Sampler"/> takes is the number drawn.
/// </summary>
public static class Outcome
{
    /// <summary>Label of wheel plays. Another use of a period's seed has another label, so that no two uses share a number.</summary>
    public const string WheelLabel = "jifen/wheel/1";

    public const int SeedLength = 32;

    private const int Prefix = sizeof(int);

    private const int StackLimit = 1024;

    /// <summary>Number of a wheel play, uniform over 0 to <paramref name="totalWeight"/> - 1.</summary>
    /// <param name="seed">Seed of the period, 32 bytes.</param>
    /// <param name="nonce">Sets the plays of a member in a period apart.</param>
    /// <param name="totalWeight">Sum of the weights, at least 1.</param>
    public static long Draw(
        ReadOnlySpan<byte> seed, string lottery, string period, MemberKey member, long nonce, string playerSeed, long totalWeight) =>
        Draw(WheelLabel, seed, lottery, period, member, nonce, playerSeed, totalWeight);

    /// <inheritdoc cref="Draw(ReadOnlySpan{byte}, string, string, MemberKey, long, string, long)"/>
    /// <param name="label">Names the use; part of the formula's version.</param>
    public static long Draw(
        string label, ReadOnlySpan<byte> seed, string lottery, string period, MemberKey member, long nonce, string playerSeed, long totalWeight)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(totalWeight, 1);
        int room = checked((7 * Prefix) + MemberKey.ByteLength + sizeof(long)
            + Encoding.UTF8.GetMaxByteCount(label.Length) + Encoding.UTF8.GetMaxByteCount(lottery.Length)
            + Encoding.UTF8.GetMaxByteCount(period.Length) + Encoding.UTF8.GetMaxByteCount(playerSeed.Length));
        Span<byte> message = room <= StackLimit ? stackalloc byte[StackLimit] : new byte[room];
        int length = WriteText(message, 0, label);
        length = WriteText(message, length, lottery);
        length = WriteText(message, length, period);
        length = WriteMember(message, length, member);
        length = WriteNonce(message, length, nonce);
        length = WriteText(message, length, playerSeed);
        return FirstTaken(seed, message[..(length + Prefix)], totalWeight);
    }

    /// <param name="message">Ends in four bytes for the number of the block.</param>
    private static long FirstTaken(ReadOnlySpan<byte> seed, Span<byte> message, long totalWeight)
    {
        Span<byte> block = stackalloc byte[HMACSHA256.HashSizeInBytes];
        for (uint number = 0; ; number++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(message[^Prefix..], number);
            HMACSHA256.HashData(seed, message, block);
            for (int at = 0; at < block.Length; at += sizeof(ulong))
            {
                if (Sampler.TryTake(BinaryPrimitives.ReadUInt64BigEndian(block[at..]), 64, totalWeight, out long drawn))
                {
                    return drawn;
                }
            }
        }
    }

    private static int WriteText(Span<byte> message, int at, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, message[(at + Prefix)..]);
        BinaryPrimitives.WriteInt32BigEndian(message[at..], length);
        return at + Prefix + length;
    }

    private static int WriteMember(Span<byte> message, int at, MemberKey member)
    {
        BinaryPrimitives.WriteInt32BigEndian(message[at..], MemberKey.ByteLength);
        member.Write(message[(at + Prefix)..]);
        return at + Prefix + MemberKey.ByteLength;
    }

    private static int WriteNonce(Span<byte> message, int at, long nonce)
    {
        BinaryPrimitives.WriteInt32BigEndian(message[at..], sizeof(long));
        BinaryPrimitives.WriteInt64BigEndian(message[(at + Prefix)..], nonce);
        return at + Prefix + sizeof(long);
    }
}
