using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class StandingsPropertyTests
{
    private const int Seeds = 200;
    private const int Batches = 12;

    [Fact]
    public void Answers_are_those_of_a_sorted_list_after_any_sets_moves_and_removes()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            PlaceDraw draw = new(seed);
            Standings standings = new();
            NaiveStandings naive = new();
            for (int batch = 0; batch < Batches; batch++)
            {
                Change(standings, naive, draw, 400, removesInTen: batch % 4 == 3 ? 8 : 2);
                AssertSame(standings, naive, draw, $"seed {seed}, batch {batch}");
            }
        }
    }

    [Fact]
    public void Built_standings_are_those_that_were_set_one_by_one_and_go_on_alike()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            PlaceDraw draw = new(seed);
            List<Place> drawn = [.. Enumerable.Range(0, draw.Below(2_000)).Select(_ => draw.Place()).DistinctBy(place => place.Member)];
            NaiveStandings naive = new();
            naive.SetAll(drawn);
            foreach (Standings built in new[] { Standings.FromUnordered(drawn), Standings.FromOrdered(naive.Ordered) })
            {
                NaiveStandings model = new();
                model.SetAll(drawn);
                AssertSame(built, model, draw, $"seed {seed}, built");
                Change(built, model, draw, 100, removesInTen: 5);
                AssertSame(built, model, draw, $"seed {seed}, gone on");
            }
        }
    }

    [Fact]
    public void A_rank_is_one_more_than_the_sum_over_slices_of_those_above()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            Assert.Null(FirstWrongRank(seed, (slice, place) => slice.CountAbove(place)));
        }
    }

    [Fact]
    public void A_count_that_takes_in_the_place_itself_is_seen_as_a_wrong_rank()
    {
        Assert.NotNull(FirstWrongRank(1, (slice, place) => slice.CountAbove(place) + (slice.Around(place, 0).Length > 0 ? 1 : 0)));
    }

    [Fact]
    public void A_count_that_takes_ties_of_score_for_lower_is_seen_as_a_wrong_rank()
    {
        Assert.Contains(Enumerable.Range(0, Seeds), seed => FirstWrongRank((ulong)seed, (slice, place) => slice.CountScoreAbove(place.Score)) is not null);
    }

    [Fact]
    public void The_nearest_around_a_member_are_among_the_nearest_of_every_slice()
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            PlaceDraw draw = new(seed);
            (Standings[] slices, NaiveStandings union) = Slices(draw);
            Place place = draw.Place();
            List<Place> merged = [.. slices.SelectMany(slice => slice.Around(place, 3)).Order(Place.HighestFirst)];
            Assert.Equal(Around(union, place, 3), Around(merged, place, 3));
        }
    }

    private static Place? FirstWrongRank(ulong seed, Func<Standings, Place, long> countAbove)
    {
        (Standings[] slices, NaiveStandings union) = Slices(new PlaceDraw(seed));
        long rank = 0;
        foreach (Place place in union.Ordered)
        {
            rank++;
            if (slices.Sum(slice => countAbove(slice, place)) + 1 != rank)
            {
                return place;
            }
        }

        return null;
    }

    private static (Standings[] Slices, NaiveStandings Union) Slices(PlaceDraw draw)
    {
        Standings[] slices = [new(), new(), new(), new(), new()];
        List<Place> places = [.. Enumerable.Range(0, 600).Select(_ => draw.Place()).DistinctBy(place => place.Member)];
        foreach (Place place in places)
        {
            slices[Placement.Of(place.Member, slices.Length).Value].Set(place.Member, place.Score, place.Reached);
        }

        NaiveStandings union = new();
        union.SetAll(places);
        return (slices, union);
    }

    private static void Change(Standings standings, NaiveStandings naive, PlaceDraw draw, int times, int removesInTen)
    {
        for (int time = 0; time < times; time++)
        {
            if (draw.Below(10) < removesInTen)
            {
                MemberKey member = draw.Member();
                Assert.Equal(naive.Remove(member), standings.Remove(member));
            }
            else
            {
                Place place = draw.Place();
                naive.Set(place);
                standings.Set(place.Member, place.Score, place.Reached);
            }
        }
    }

    private static void AssertSame(Standings standings, NaiveStandings naive, PlaceDraw draw, string where)
    {
        standings.Verify();
        Assert.True(naive.Ordered.SequenceEqual(standings.InOrder()), where);
        Assert.Equal(naive.Ordered.Count, standings.Count);
        for (int look = 0; look < 20; look++)
        {
            Place place = draw.Place();
            Assert.True(naive.CountAbove(place) == standings.CountAbove(place), where);
            Assert.True(naive.CountScoreAbove(place.Score) == standings.CountScoreAbove(place.Score), where);
            Assert.True(naive.RankOf(place.Member) == standings.RankOf(place.Member), where);
            Assert.True(naive.Get(place.Member) == (standings.TryGet(place.Member, out Place found) ? found : null), where);
            Assert.True(Around(naive, place, 4).SequenceEqual(standings.Around(place, 4)), where);
            int skip = draw.Below(naive.Ordered.Count + 3);
            Assert.True(naive.Ordered.Skip(skip).Take(90).SequenceEqual(standings.Top(skip, 90)), where);
            Assert.True(skip >= standings.Count || naive.Ordered[skip] == standings.At(skip), where);
        }
    }

    private static List<Place> Around(NaiveStandings naive, Place place, int reach) => Around(naive.Ordered, place, reach);

    private static List<Place> Around(List<Place> ordered, Place place, int reach) =>
    [
        .. ordered.Where(other => NaiveStandings.IsAbove(other, place)).TakeLast(reach),
        .. ordered.Where(other => other == place),
        .. ordered.Where(other => NaiveStandings.IsAbove(place, other)).Take(reach),
    ];
}
