using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// Where the card of a serial lies in its deck: a permutation of 0 to M - 1 that the deck's seed keys, so that no deck is stored. It is
/// the generalized Feistel construction of Black and Rogaway (<i>Ciphers with Arbitrary Finite Domains</i>, 2002): a is the least number
/// with a·a ≥ M, b the least with a·b ≥ M; a number x of 0 to a·b - 1 is L = x mod a, R = x div a. Round j of 1 to 10 makes (L, R) into
/// (R, (L + F(j, R)) mod m), m being a for odd j and b for even j. F(j, v) is the first 16 bytes of HMAC-SHA256(seed, fields label,
/// lottery, j, v) as a big-endian number. The result is a·R + L; while it is M or more, it goes through the rounds again.
/// </summary>
public static class DeckPermutation
{
    /// <summary>Label of the formula.</summary>
    public const string Label = "jifen/deck/1";

    private const int Rounds = 10;
    private const int MostStack = 1024;

    /// <summary>The card's place in the deck.</summary>
    /// <param name="seed">Seed of the deck, 32 bytes.</param>
    /// <param name="cards">Cards of the deck, at least 1.</param>
    /// <param name="serial">0 to <paramref name="cards"/> - 1. Different serials have different places.</param>
    public static long PositionOf(ReadOnlySpan<byte> seed, string lottery, long cards, long serial)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, Outcome.SeedLength);
        ArgumentOutOfRangeException.ThrowIfNegative(serial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(serial, cards);
        int room = FieldMessage.RoomFor(4, 2 * sizeof(long), Label, lottery);
        FieldMessage message = new(room <= MostStack ? stackalloc byte[MostStack] : new byte[room]);
        message.Text(Label);
        message.Text(lottery);
        message.Number(0);
        message.Number(0);
        Sides sides = Sides.Of(cards);
        long at = serial;
        do
        {
            at = Shuffle(seed, message, sides, at);
        }
        while (at >= cards);

        return at;
    }

    /// <summary>The kind that lies at a place: kinds lie side by side in their order, each as wide as its count.</summary>
    /// <returns>Index in <see cref="DeckTable.Cards"/>.</returns>
    public static int KindAt(DeckTable table, long position)
    {
        for (int i = 0; i < table.Cards.Count; i++)
        {
            position -= table.Cards[i].Count;
            if (position < 0)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(position), position, "beyond the deck");
    }

    private static long Shuffle(ReadOnlySpan<byte> seed, in FieldMessage message, Sides sides, long number)
    {
        (long right, long left) = Math.DivRem(number, sides.Width);
        for (int round = 1; round <= Rounds; round++)
        {
            long side = round % 2 == 1 ? sides.Width : sides.Height;
            (left, right) = (right, (left + Function(seed, message, round, right, side)) % side);
        }

        return (sides.Width * right) + left;
    }

    /// <remarks>What 128 bits leave over a side of at most 2^32 is a bias of less than 2^-96.</remarks>
    private static long Function(ReadOnlySpan<byte> seed, in FieldMessage message, int round, long value, long side)
    {
        message.Renumber(round, value);
        Span<byte> block = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(seed, message.Written, block);
        return (long)(BinaryPrimitives.ReadUInt128BigEndian(block) % (UInt128)side);
    }

    /// <summary>Two numbers whose product is the least that holds the deck in a near square.</summary>
    private readonly record struct Sides(long Width, long Height)
    {
        public static Sides Of(long cards)
        {
            long width = (long)Math.Sqrt(cards);
            width -= width * width > cards ? 1 : 0;
            width += width * width < cards ? 1 : 0;
            return new(width, (cards + width - 1) / width);
        }
    }
}
