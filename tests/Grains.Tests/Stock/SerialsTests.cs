using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;
using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Stock;

public class SerialsTests
{
    [Fact]
    public void Ranges_that_touch_are_one()
    {
        Serials serials = new();
        serials.Add([new(10, 5), new(0, 5), new(5, 5)]);
        Assert.Equal([new SerialRange(0, 15)], serials.Ranges);
    }

    [Fact]
    public void A_number_comes_in_once()
    {
        Serials serials = new();
        serials.Add([new(10, 5)]);
        foreach (SerialRange twice in new SerialRange[] { new(10, 5), new(9, 2), new(14, 1), new(0, 20), new(12, 1) })
        {
            Assert.Throws<InvariantBrokenException>(() => serials.Add([twice]));
        }
    }

    [Fact]
    public void Only_numbers_that_are_here_go()
    {
        Serials serials = new();
        serials.Add([new(10, 5), new(20, 5)]);
        foreach (SerialRange absent in new SerialRange[] { new(9, 2), new(14, 2), new(15, 1), new(10, 15), new(25, 1), new(12, 0) })
        {
            Assert.Throws<InvariantBrokenException>(() => serials.Remove([absent]));
        }
    }

    [Fact]
    public void They_are_a_set_of_numbers()
    {
        for (ulong seed = 1; seed <= 200; seed++)
        {
            Dice dice = new(seed);
            Serials serials = new();
            SortedSet<long> model = [];
            for (int step = 0; step < 100; step++)
            {
                Move(dice, serials, model);
                Assert.Equal(model.Count, serials.Count);
                Assert.Equal(model, Numbers(serials.Ranges));
                Assert.All(serials.Ranges.Zip(serials.Ranges.Skip(1)), pair => Assert.True(pair.First.End < pair.Second.First));
            }
        }
    }

    [Fact]
    public void What_ends_first_is_used_first_and_what_has_ended_is_not_used()
    {
        Serials serials = new();
        serials.Add([new(0, 5), new(5, 5) { Ends = new(300) }, new(10, 5) { Ends = new(200) }, new(15, 5) { Ends = new(200) }]);

        Assert.Equal([new SerialRange(0, 5), new(5, 5) { Ends = new(300) }, new(10, 10) { Ends = new(200) }], serials.Ranges);
        Assert.Equal(new Stamp(200), serials.FirstEnd);
        Assert.Equal([new SerialRange(10, 10) { Ends = new(200) }, new(5, 2) { Ends = new(300) }], serials.FirstOf(12, new(199)));
        Assert.Equal([new SerialRange(6, 4) { Ends = new(300) }, new(0, 5)], serials.LastOf(9, new(199)));
        Assert.Equal((10L, 10L, 5L), (serials.Next(default), serials.PastAt(new(200)), serials.Next(new(200))));
        Assert.Equal([new SerialRange(5, 5) { Ends = new(300) }, new(10, 10) { Ends = new(200) }], serials.Past(new(300)));
        serials.Remove(serials.Past(new(300)));
        Assert.Equal([new SerialRange(0, 5)], serials.Ranges);
        Assert.Null(serials.FirstEnd);
    }

    [Fact]
    public void Ends_stay_with_their_numbers()
    {
        Serials serials = new();
        serials.Add([new(0, 10) { Ends = new(300) }]);
        serials.Remove([new(4, 2)]);

        Assert.Equal([new SerialRange(0, 4) { Ends = new(300) }, new(6, 4) { Ends = new(300) }], serials.Ranges);
    }

    private static void Move(Dice dice, Serials serials, SortedSet<long> model)
    {
        SerialRange range = new(dice.Roll(60), 1 + dice.Roll(8));
        if (dice.Chance(50) && Numbers([range]).All(n => !model.Contains(n)))
        {
            serials.Add([range]);
            model.UnionWith(Numbers([range]));
            return;
        }

        int count = dice.Roll(model.Count + 1);
        bool lowest = dice.Chance(50);
        IReadOnlyList<SerialRange> taken = lowest ? serials.FirstOf(count, default) : serials.LastOf(count, default);
        Assert.Equal(lowest ? model.Take(count) : model.TakeLast(count), Numbers(taken));
        serials.Remove(taken);
        model.ExceptWith(Numbers(taken));
    }

    private static IEnumerable<long> Numbers(IEnumerable<SerialRange> ranges) =>
        ranges.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(n => range.First + n));
}
