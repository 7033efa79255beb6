using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// What is drawn from: slip of an entry = HMAC-SHA256(seed of the period, fields <see cref="Label"/>, lottery, period, member key, number of the
/// entry). A member has the smallest slip of its entries, and the members with the smallest slips win, in their order. So each entry has the
/// same chance, winners are distinct by nature, and each shard can find its own smallest ones.
/// </summary>
public static class DrawSlip
{
    /// <summary>Label of the formula.</summary>
    public const string Label = "jifen/draw/1";

    private const int MostStack = 1024;

    /// <summary>The slip of one entry.</summary>
    /// <param name="seed">Seed of the period, 32 bytes.</param>
    /// <param name="number">1 for the member's first entry of the period, and so on.</param>
    public static Hash256 Of(ReadOnlySpan<byte> seed, string lottery, string period, MemberKey member, long number) =>
        SmallestOf(seed, lottery, period, member, number, number);

    /// <summary>The smallest slip of a member.</summary>
    /// <param name="seed">Seed of the period, 32 bytes.</param>
    /// <param name="entries">The member's entries of the period, at least 1.</param>
    public static Hash256 SmallestOf(ReadOnlySpan<byte> seed, string lottery, string period, MemberKey member, long entries) =>
        SmallestOf(seed, lottery, period, member, 1, entries);

    /// <summary>Slips compare as numbers of 256 bits; of equal ones the smaller member key comes first.</summary>
    public static int Compare(DrawnSlip left, DrawnSlip right)
    {
        int order = Compare(left.Slip, right.Slip);
        return order != 0 ? order : left.Member.CompareTo(right.Member);
    }

    private static int Compare(Hash256 left, Hash256 right)
    {
        int order = left.High.CompareTo(right.High);
        return order != 0 ? order : left.Low.CompareTo(right.Low);
    }

    private static Hash256 SmallestOf(ReadOnlySpan<byte> seed, string lottery, string period, MemberKey member, long first, long last)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, Outcome.SeedLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        int room = FieldMessage.RoomFor(5, MemberKey.ByteLength + sizeof(long), lottery, period) + Label.Length;
        Span<byte> bytes = room <= MostStack ? stackalloc byte[MostStack] : new byte[room];
        int length = Write(bytes, lottery, period, member);
        Span<byte> slip = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Hash256 smallest = new(UInt128.MaxValue, UInt128.MaxValue);
        for (long number = first; number <= last; number++)
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes[(length - sizeof(long))..], number);
            HMACSHA256.HashData(seed, bytes[..length], slip);
            Hash256 found = Hash256.Read(slip);
            smallest = Compare(found, smallest) < 0 ? found : smallest;
        }

        return smallest;
    }

    /// <returns>The length of the message, whose last eight bytes are the number of the entry.</returns>
    private static int Write(Span<byte> bytes, string lottery, string period, MemberKey member)
    {
        byte[] key = new byte[MemberKey.ByteLength];
        member.Write(key);
        FieldMessage message = new(bytes);
        message.Text(Label);
        message.Text(lottery);
        message.Text(period);
        message.Bytes(key);
        message.Number(0);
        return message.Written.Length;
    }
}
