using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

public sealed class WheelOutcomeTests
{
    private static WheelTable Festival => Wheels.Festival;

    [Fact]
    public void Each_segment_owns_as_many_numbers_as_its_weight_in_order()
    {
        Assert.Equal(1_000, WheelOutcome.TotalWeight(Festival));
        int[] owners = [.. Enumerable.Range(0, 1_000).Select(drawn => WheelOutcome.Roll(Festival, drawn))];
        Assert.Equal([0, .. Enumerable.Repeat(1, 49), .. Enumerable.Repeat(2, 200), .. Enumerable.Repeat(3, 750)], owners);
        Assert.Throws<ArgumentOutOfRangeException>(() => WheelOutcome.Roll(Festival, 1_000));
    }

    [Theory]
    [InlineData(0, 0, "", "phone", false)]
    [InlineData(0, 0, "phone", "mug", false)]
    [InlineData(0, 0, "phone,mug", "points-10", false)]
    [InlineData(0, 0, "mug", "phone", false)]
    [InlineData(3, 8, "", "try-again", false)]
    [InlineData(3, 9, "", "mug", true)]
    [InlineData(3, 10, "", "mug", true)]
    [InlineData(3, long.MaxValue, "", "mug", true)]
    [InlineData(3, 9, "mug", "points-10", true)]
    [InlineData(2, 9, "", "points-10", false)]
    [InlineData(0, 9, "phone,mug", "points-10", false)]
    public void A_roll_resolves_by_fallback_and_guarantee(int rolled, long sinceWin, string exhausted, string segment, bool guaranteed)
    {
        WheelResolution resolved = WheelOutcome.Resolve(Festival, rolled, sinceWin, exhausted.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(segment, resolved.Slot?.Id);
        Assert.Equal(guaranteed, resolved.Guaranteed);
        Assert.False(resolved.Closed);
    }

    [Theory]
    [InlineData(0, 0, "", "", "car", false)]
    [InlineData(0, 0, "", "car", "hat", false)]
    [InlineData(0, 0, "car", "car", "hat", false)]
    [InlineData(0, 0, "car", "", "cap", false)]
    [InlineData(0, 0, "car,hat", "car", "none", false)]
    [InlineData(0, 2, "car,hat", "car", "none", true)]
    [InlineData(3, 2, "", "", "car", true)]
    [InlineData(3, 2, "", "car", "hat", true)]
    [InlineData(3, 2, "hat", "hat", "car", true)]
    public void What_the_member_owns_comes_before_what_is_out_and_the_guarantee_asks_both_again(
        int rolled, long sinceWin, string exhausted, string owned, string segment, bool guaranteed)
    {
        WheelTable table = Wheels.AWheel(Wheels.Unique("car", 1, "hat", "cap"), Wheels.Stocked("hat", 1, "none"), Wheels.Endless("cap", 1), Wheels.Nothing("none", 9)) with
        {
            Guarantee = new(3, "car"),
        };
        WheelResolution resolved = WheelOutcome.Resolve(
            table, rolled, sinceWin, exhausted.Split(',', StringSplitOptions.RemoveEmptyEntries), owned.Split(',', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((segment, guaranteed), (resolved.Slot?.Id, resolved.Guaranteed));
    }

    [Fact]
    public void A_prize_that_falls_back_to_nothing_is_made_good_by_the_guarantee()
    {
        WheelTable table = Wheels.AWheel(Wheels.Stocked("car", 1, "none"), Wheels.Endless("hat", 1), Wheels.Nothing("none", 98)) with
        {
            Guarantee = new(3, "hat"),
        };
        Assert.Equal("none", WheelOutcome.Resolve(table, 0, 1, ["car"]).Slot?.Id);
        Assert.Equal(new WheelResolution(table.Segments[1], Guaranteed: true), WheelOutcome.Resolve(table, 0, 2, ["car"]));
    }

    [Fact]
    public void A_guarantee_whose_stock_is_out_gives_what_its_fallbacks_end_in_even_nothing()
    {
        WheelTable table = Wheels.AWheel(Wheels.Stocked("car", 1, "none"), Wheels.Nothing("none", 98)) with { Guarantee = new(2, "car") };
        Assert.Equal(new WheelResolution(table.Segments[0], Guaranteed: true), WheelOutcome.Resolve(table, 1, 1, []));
        Assert.Equal(new WheelResolution(table.Segments[1], Guaranteed: true), WheelOutcome.Resolve(table, 1, 1, ["car"]));
    }

    [Fact]
    public void A_game_that_closes_does_so_at_the_first_exhausted_prize_rolled_or_guaranteed()
    {
        WheelTable table = Wheels.AWheel(Wheels.Stocked("car", 1, null), Wheels.Stocked("hat", 1, null), Wheels.Nothing("none", 98)) with
        {
            WhenEmpty = WhenEmpty.Close,
            Guarantee = new(2, "hat"),
        };
        Assert.True(WheelOutcome.Resolve(table, 0, 0, ["car"]).Closed);
        Assert.Equal("car", WheelOutcome.Resolve(table, 0, 0, ["hat"]).Slot?.Id);
        Assert.Equal(new WheelResolution(null, Guaranteed: true), WheelOutcome.Resolve(table, 2, 1, ["hat"]));
        Assert.Equal("none", WheelOutcome.Resolve(table, 2, 0, ["hat", "car"]).Slot?.Id);
    }

    [Fact]
    public void Asking_again_with_the_refused_prize_added_walks_to_an_end_and_no_other_addition_changes_the_answer()
    {
        for (ulong seed = 0; seed < 3_000; seed++)
        {
            WheelTable table = RandomWheel.Of(seed);
            Assert.Null(WheelTableFault.Find(table));
            for (int rolled = 0; rolled < table.Segments.Count; rolled++)
            {
                AssertWalkEnds(table, rolled, sinceWin: (long)(seed % 5), seed, owned: []);
                AssertWalkEnds(table, rolled, sinceWin: (long)(seed % 5), seed, [.. table.Segments.Where((slot, i) => slot.Unique && (seed >> i) % 2 == 0).Select(slot => slot.Id)]);
            }
        }
    }

    [Fact]
    public void Resolving_allocates_nothing()
    {
        HashSet<string> exhausted = ["phone", "mug"];
        _ = WheelOutcome.Resolve(Festival, 0, 9, exhausted);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++)
        {
            _ = WheelOutcome.Resolve(Festival, i % 4, 9, exhausted);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertWalkEnds(WheelTable table, int rolled, long sinceWin, ulong seed, string[] owned)
    {
        var exhausted = new List<string>();
        for (int round = 0; ; round++)
        {
            Assert.True(round <= table.Segments.Count, $"seed {seed}");
            WheelResolution answer = WheelOutcome.Resolve(table, rolled, sinceWin, exhausted, owned);
            Assert.False(answer.Slot is { } got && owned.Contains(got.Id), $"seed {seed}: {answer.Slot?.Id} is owned");
            AssertOthersDoNotMatter(table, rolled, sinceWin, exhausted, answer, owned);
            if (answer.Slot is not { Stocked: true } wanted)
            {
                return;
            }

            exhausted.Add(wanted.Id);
        }
    }

    private static void AssertOthersDoNotMatter(WheelTable table, int rolled, long sinceWin, List<string> exhausted, WheelResolution answer, string[] owned)
    {
        List<string> more = [.. table.Segments.Select(slot => slot.Id).Where(id => id != answer.Slot?.Id).Except(exhausted)];
        foreach (string id in more)
        {
            WheelResolution again = WheelOutcome.Resolve(table, rolled, sinceWin, [.. exhausted, id], owned);
            Assert.Equal(answer, again);
        }
    }
}
