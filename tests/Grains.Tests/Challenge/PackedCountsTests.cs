using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Challenge;

public sealed class PackedCountsTests
{
    [Fact]
    public void Counts_are_those_of_a_dictionary_and_equal_counts_are_equal_bytes()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            Dice dice = new(seed);
            PackedCounts packed = new(null);
            SortedDictionary<int, long> naive = [];
            for (int i = 0; i < 60; i++)
            {
                int key = dice.Chance(50) ? dice.Roll(40) : 23_000_000 + dice.Roll(2000);
                long held = naive.GetValueOrDefault(key);
                long by = dice.Chance(40) ? -held : dice.Chance(50) ? dice.Roll(3) : dice.Roll(int.MaxValue) * 1_000_003L;
                packed = packed.Plus(key, by);
                naive[key] = held + by;
                if (naive[key] == 0)
                {
                    naive.Remove(key);
                }
            }

            Assert.Equal(naive.Select(pair => (pair.Key, pair.Value)), packed.Pairs());
            Assert.All(naive, pair => Assert.Equal(pair.Value, packed[pair.Key]));
            Assert.Equal(naive.Aggregate(new PackedCounts(null), (again, pair) => again.Plus(pair.Key, pair.Value)).Bytes, packed.Bytes);
        }
    }

    [Fact]
    public void No_more_is_taken_than_is_there() =>
        Assert.Throws<InvariantBrokenException>(() => new PackedCounts(null).Plus(7, 2).Plus(7, -3));

    [Fact]
    public void Nothing_takes_no_bytes()
    {
        PackedCounts none = new PackedCounts(null).Plus(7, 2).Plus(7, -2);

        Assert.Null(none.Bytes);
        Assert.Equal((true, null, 0L), (none.IsEmpty, none.FirstKey, none[7]));
    }
}
