using System.Globalization;
using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Tests.Leaderboard;

/// <summary>Orders of insertion and removal that trees are known to bear badly, at sizes of three levels.</summary>
public sealed class StandingsOrderTests
{
    private const int Members = 12_000;

    public static TheoryData<string> Orders => ["ascending", "descending", "equal", "sawtooth", "outside in", "alternating halves"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Members_inserted_in_a_hard_order_stand_right_and_leave_in_it(string order)
    {
        Standings standings = new();
        NaiveStandings naive = new();
        naive.SetAll(Enumerable.Range(0, Members).Select(number => PlaceIn(order, number)));
        for (int number = 0; number < Members; number++)
        {
            Place place = PlaceIn(order, number);
            standings.Set(place.Member, place.Score, place.Reached);
            VerifyNow(standings, number);
        }

        Assert.Equal(naive.Ordered, standings.InOrder());
        for (int number = 0; number < Members; number++)
        {
            Assert.True(standings.Remove(PlaceIn(order, number).Member));
            VerifyNow(standings, number);
        }

        Assert.Equal(0, standings.Count);
        Assert.Empty(standings.InOrder());
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Members_that_all_move_in_a_hard_order_stand_right(string order)
    {
        Standings standings = Standings.FromUnordered(Enumerable.Range(0, Members).Select(number => PlaceIn("equal", number)));
        NaiveStandings naive = new();
        naive.SetAll(Enumerable.Range(0, Members).Select(number => PlaceIn(order, number)));
        for (int number = 0; number < Members; number++)
        {
            Place place = PlaceIn(order, number);
            standings.Set(place.Member, place.Score, place.Reached);
            VerifyNow(standings, number);
        }

        Assert.Equal(naive.Ordered, standings.InOrder());
    }

    [Fact]
    public void Members_come_and_go_at_random_through_trees_of_four_levels()
    {
        const int Many = 220_000;
        const int Step = 7_919 * 3;
        Standings standings = new();
        for (int number = 0; number < Many; number++)
        {
            Place place = Drawn((int)((long)number * Step % Many));
            standings.Set(place.Member, place.Score, place.Reached);
        }

        standings.Verify();
        Assert.Equal(Enumerable.Range(0, Many).Select(Drawn).Order(Place.HighestFirst), standings.InOrder());
        for (int number = 0; number < Many; number++)
        {
            Assert.True(standings.Remove(Drawn((int)((long)number * Step * 7 % Many)).Member));
            if (number % 40_000 == 0)
            {
                standings.Verify();
            }
        }

        Assert.Equal(0, standings.Count);

        static Place Drawn(int number) => new((long)number * 48_271 % 65_537, new Stamp(number % 3), PlaceDraw.Key(number));
    }

    [Fact]
    public void Standings_that_have_emptied_fill_again()
    {
        Standings standings = new();
        for (int time = 0; time < 3; time++)
        {
            Enumerable.Range(0, 3_000).ToList().ForEach(number => standings.Set(PlaceDraw.Key(number), number, new Stamp(time)));
            standings.Verify();
            Assert.Equal(new Place(2_999, new Stamp(time), PlaceDraw.Key(2_999)), standings.At(0));
            Enumerable.Range(0, 3_000).ToList().ForEach(number => standings.Remove(PlaceDraw.Key(number)));
            standings.Verify();
            Assert.Equal(0, standings.Count);
        }
    }

    [Fact]
    public void The_same_operations_give_the_same_standings_whatever_was_there_before()
    {
        Standings fresh = new();
        Standings used = Standings.FromUnordered(Enumerable.Range(0, 5_000).Select(number => PlaceIn("sawtooth", number)));
        Enumerable.Range(0, 5_000).ToList().ForEach(number => used.Remove(PlaceIn("sawtooth", number).Member));
        foreach (Standings standings in new[] { fresh, used })
        {
            Enumerable.Range(0, 2_000).ToList().ForEach(number => standings.Set(PlaceDraw.Key(number), number % 13, new Stamp(number % 5)));
        }

        Assert.Equal(fresh.InOrder(), used.InOrder());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(56)]
    [InlineData(57)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(88)]
    [InlineData(56 * 64)]
    [InlineData((56 * 64) + 1)]
    [InlineData((56 * 64) + 40)]
    [InlineData(56 * 112)]
    [InlineData(56 * 113)]
    [InlineData(250_000)]
    public void Standings_of_any_size_are_built_well(int members)
    {
        Standings standings = Standings.FromOrdered(Enumerable.Range(0, members).Select(number => new Place(-number, default, PlaceDraw.Key(number))));
        Assert.Equal(members, standings.Count);
        standings.Verify();
    }

    private static void VerifyNow(Standings standings, int number)
    {
        if (number % 1_000 == 0)
        {
            standings.Verify();
        }
    }

    private static Place PlaceIn(string order, int number)
    {
        long score = order switch
        {
            "ascending" => number,
            "descending" => -number,
            "equal" => 7,
            "sawtooth" => number % 100,
            "outside in" => number % 2 == 0 ? number : -number,
            "alternating halves" => number < Members / 2 ? number * 2 : ((Members - number) * 2) - 1,
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, string.Create(CultureInfo.InvariantCulture, $"number {number}")),
        };
        return new(score, new Stamp(0), PlaceDraw.Key(number));
    }
}
