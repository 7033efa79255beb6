using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public sealed class SamplerTests
{
    private const int Bits = 16;

    private const int Words = 1 << Bits;

    private delegate bool Take(ulong word, int bits, long total, out long number);

    public static TheoryData<long[]> WeightTables => new()
    {
        new long[] { 1 }, new long[] { 1, 1 }, new long[] { 1, 2 }, new long[] { 1, 1, 1 }, new long[] { 3, 2, 2 },
        new long[] { 1, 49, 200, 750 }, new long[] { 1, 9_999 }, new long[] { 1, 4, 15, 80, 900 }, new long[] { 32_768, 32_768 },
        new long[] { 1, 32_768 }, new long[] { 65_535 }, new long[] { 1, 65_535 }, new long[] { 1, 65_534 }, new long[] { 65_521 },
        Enumerable.Repeat(1L, 24).ToArray(), Enumerable.Range(1, 24).Select(i => (long)i).ToArray(),
        Enumerable.Range(1, 24).Select(i => (long)i * i).ToArray(), new long[] { 7_919, 104, 13, 1 },
    };

    [Theory]
    [MemberData(nameof(WeightTables))]
    public void Over_all_words_of_16_bits_each_segment_has_exactly_its_share(long[] weights)
    {
        WheelTable table = TableOf(weights);
        long[] hits = Enumerate(table, Sampler.TryTake);

        Assert.Equal(ExactShares(weights), hits);
    }

    [Fact]
    public void Over_all_words_of_16_bits_each_number_of_every_range_up_to_2000_is_hit_alike()
    {
        for (int total = 1; total <= 2_000; total++)
        {
            int[] hits = new int[total];
            for (int word = 0; word < Words; word++)
            {
                if (Sampler.TryTake((ulong)word, Bits, total, out long number))
                {
                    hits[number]++;
                }
            }

            Assert.True(Array.TrueForAll(hits, count => count == Words / total), $"range {total}");
        }
    }

    [Fact]
    public void At_64_bits_only_the_remainder_of_the_range_is_rejected()
    {
        const ulong Remainder = 616; // 2^64 mod 1,000
        Assert.False(Sampler.TryTake(0, 64, 1_000, out _));
        Assert.False(Sampler.TryTake(Remainder - 1, 64, 1_000, out _));
        Assert.True(Sampler.TryTake(Remainder, 64, 1_000, out long lowest));
        Assert.Equal(616, lowest);
        Assert.True(Sampler.TryTake(ulong.MaxValue, 64, 1_000, out long highest));
        Assert.Equal(615, highest);
        Assert.True(Sampler.TryTake(0, 64, 1_024, out long exact));
        Assert.Equal(0, exact);
        Assert.True(Sampler.TryTake(ulong.MaxValue, 64, long.MaxValue, out _));
        Assert.False(Sampler.TryTake(1, 64, long.MaxValue, out _));
        Assert.True(Sampler.TryTake(2, 64, long.MaxValue, out _));
    }

    [Fact]
    public void Control_a_plain_remainder_is_seen_to_be_biased()
    {
        long[] weights = [1, 49, 200, 750];
        Assert.NotEqual(ExactShares(weights), Enumerate(TableOf(weights), PlainRemainder));
    }

    [Theory]
    [InlineData(+1)]
    [InlineData(-1)]
    public void Control_a_sampler_that_is_off_by_one_is_seen_to_be_biased(int error)
    {
        long[] weights = [1, 49, 200, 750];
        Assert.NotEqual(ExactShares(weights), Enumerate(TableOf(weights), OffByOne));

        bool OffByOne(ulong word, int bits, long total, out long number)
        {
            number = (long)(word % (ulong)total);
            return (long)word >= ((1 << bits) % total) + error;
        }
    }

    private static bool PlainRemainder(ulong word, int bits, long total, out long number)
    {
        number = (long)(word % (ulong)total);
        return true;
    }

    private static WheelTable TableOf(long[] weights) => Wheels.AWheel([.. weights.Select((weight, i) => Wheels.Nothing($"s{i}", weight))]);

    private static long[] ExactShares(long[] weights) => [.. weights.Select(weight => Words / weights.Sum() * weight)];

    private static long[] Enumerate(WheelTable table, Take take)
    {
        long[] hits = new long[table.Segments.Count];
        long total = WheelOutcome.TotalWeight(table);
        for (int word = 0; word < Words; word++)
        {
            if (take((ulong)word, Bits, total, out long number))
            {
                hits[WheelOutcome.Roll(table, number)]++;
            }
        }

        return hits;
    }
}
