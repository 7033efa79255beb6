using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public class DeckPermutationTests
{
    private const string Lottery = "lucky-cards";

    public static TheoryData<long> Sizes => [.. Enumerable.Range(1, 40).Select(n => (long)n), 63, 64, 65, 99, 100, 101, 255, 256, 257, 1000, 1023, 2500, 4099];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_place_is_taken_once(long cards)
    {
        foreach (byte seed in new byte[] { 0, 1, 77, 255 })
        {
            Assert.Equal(Enumerable.Range(0, (int)cards).Select(n => (long)n), Places(SeedOf(seed), cards).Order());
        }
    }

    /// <summary>The control of the test above: a round function that is added to the wrong side loses places.</summary>
    [Fact]
    public void A_shuffle_that_is_no_permutation_takes_a_place_twice() =>
        Assert.NotEqual(100, Enumerable.Range(0, 100).Select(n => Reference(SeedOf(1), Lottery, 100, n, rounds: 10, broken: true)).Distinct().Count());

    [Fact]
    public void It_is_the_formula_of_the_document()
    {
        foreach (long cards in new long[] { 1, 2, 3, 10, 10_000, 999_983, 1_000_000_000 })
        {
            foreach (long serial in new[] { 0, cards / 3, cards - 1 })
            {
                Assert.Equal(
                    Reference(Wheels.Seed, "幸运卡", cards, serial, rounds: 10), DeckPermutation.PositionOf(Wheels.Seed, "幸运卡", cards, serial));
            }
        }
    }

    [Theory]
    [InlineData(Lottery, 10_000, 0, 8_425)]
    [InlineData(Lottery, 10_000, 9_999, 3_364)]
    [InlineData(Lottery, 1_000_000_000, 0, 157_498_260)]
    [InlineData("幸运卡", 12, 5, 7)]
    public void Fixed_vectors_stay(string lottery, long cards, long serial, long position) =>
        Assert.Equal(position, DeckPermutation.PositionOf(Wheels.Seed, lottery, cards, serial));

    [Fact]
    public void Seed_lottery_and_size_each_shuffle_anew()
    {
        long[] places = [.. Places(SeedOf(1), 1000)];
        Assert.NotEqual(places, Places(SeedOf(2), 1000));
        Assert.NotEqual(places, Enumerable.Range(0, 1000).Select(n => DeckPermutation.PositionOf(SeedOf(1), "other", 1000, n)));
        Assert.NotEqual(places, Places(SeedOf(1), 1001).Take(1000));
    }

    /// <summary>Chi-square at 1e-6: over many seeds, a serial lies at each place equally often. The seeds are fixed, so this holds or not for ever.</summary>
    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 2)]
    [InlineData(10, 0)]
    [InlineData(10, 9)]
    [InlineData(24, 7)]
    [InlineData(97, 96)]
    public void A_card_lies_anywhere_alike(long cards, long serial)
    {
        long[] places = new long[cards];
        int draws = (int)cards * 300;
        for (int n = 0; n < draws; n++)
        {
            places[DeckPermutation.PositionOf(SeedOf(n), Lottery, cards, serial)]++;
        }

        Assert.True(Statistics.ChiSquare(places, [.. places.Select(_ => 1L)]) >= 1e-6);
    }

    /// <summary>The control: places of one seed, one a card, are too even for chance; those of serials that go up are not even.</summary>
    [Fact]
    public void The_statistic_sees_a_skew()
    {
        long[] places = new long[10];
        for (int n = 0; n < 3000; n++)
        {
            places[DeckPermutation.PositionOf(SeedOf(n), Lottery, 10, 0) * 9 / 10]++;
        }

        Assert.True(Statistics.ChiSquare(places, [.. places.Select(_ => 1L)]) < 1e-6);
    }

    [Fact]
    public void Kinds_lie_side_by_side()
    {
        DeckTable table = new(Lottery, 1, [new("a", 1, true), new("b", 20, true), new("none", 79, false)]);
        Assert.Equal([1, 20, 79], Enumerable.Range(0, 100).GroupBy(n => DeckPermutation.KindAt(table, n)).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeckPermutation.KindAt(table, 100));
    }

    [Theory]
    [InlineData(31, 10, 0)]
    [InlineData(32, 10, 10)]
    [InlineData(32, 10, -1)]
    [InlineData(32, 0, 0)]
    public void What_is_no_card_is_refused(int seedLength, long cards, long serial) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeckPermutation.PositionOf(new byte[seedLength], Lottery, cards, serial));

    private static IEnumerable<long> Places(byte[] seed, long cards) =>
        Enumerable.Range(0, (int)cards).Select(n => DeckPermutation.PositionOf(seed, Lottery, cards, n));

    private static byte[] SeedOf(int number) => SHA256.HashData(BitConverter.GetBytes(number));

    /// <summary>The formula again, by big numbers and nothing else of the engine.</summary>
    private static long Reference(byte[] seed, string lottery, long cards, long serial, int rounds, bool broken = false)
    {
        BigInteger a = 1;
        while (a * a < cards)
        {
            a++;
        }

        BigInteger b = (cards + a - 1) / a;
        BigInteger at = serial;
        do
        {
            (BigInteger left, BigInteger right) = (at % a, at / a);
            for (int round = 1; round <= rounds; round++)
            {
                BigInteger mixed = (left + Mixed(seed, lottery, round, broken ? left : right)) % (round % 2 == 1 ? a : b);
                (left, right) = (right, mixed);
            }

            at = (a * right) + left;
        }
        while (at >= cards);
        return (long)at;
    }

    private static BigInteger Mixed(byte[] seed, string lottery, long round, BigInteger value)
    {
        byte[] message = [.. Field("jifen/deck/1"u8.ToArray()), .. Field(Encoding.UTF8.GetBytes(lottery)), .. Field(Bytes(round)), .. Field(Bytes((long)value))];
        return new(HMACSHA256.HashData(seed, message).AsSpan(0, 16), isUnsigned: true, isBigEndian: true);
    }

    private static byte[] Field(byte[] bytes) => [.. Bytes(bytes.Length)[4..], .. bytes];

    private static byte[] Bytes(long number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return bytes;
    }
}
