using System.Reflection;
using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class StandingsTests
{
    private static readonly MemberKey Ann = new(1);
    private static readonly MemberKey Bo = new(2);
    private static readonly MemberKey Cai = new(3);
    private static readonly MemberKey Dee = new(4);

    [Fact]
    public void A_higher_score_stands_higher()
    {
        Standings standings = Of(new(10, new Stamp(1), Ann), new(30, new Stamp(9), Bo), new(-5, new Stamp(0), Cai));
        Assert.Equal([Bo, Ann, Cai], Members(standings));
    }

    [Fact]
    public void Of_equal_scores_the_one_reached_first_stands_higher()
    {
        Standings standings = Of(new(10, new Stamp(3), Ann), new(10, new Stamp(1), Bo), new(10, new Stamp(2), Cai));
        Assert.Equal([Bo, Cai, Ann], Members(standings));
    }

    [Fact]
    public void Of_equal_scores_reached_at_once_the_lower_key_stands_higher()
    {
        MemberKey high = new(UInt128.MaxValue);
        MemberKey middle = new(new UInt128(1, 0));
        Standings standings = Of(new(10, new Stamp(1), high), new(10, new Stamp(1), middle), new(10, new Stamp(1), Ann));
        Assert.Equal([Ann, middle, high], Members(standings));
    }

    [Fact]
    public void The_extremes_of_scores_and_stamps_are_ordered()
    {
        Standings standings = Of(
            new(long.MinValue, new Stamp(long.MinValue), Ann), new(long.MaxValue, new Stamp(long.MaxValue), Bo), new(long.MaxValue, new Stamp(long.MinValue), Cai), new(0, default, Dee));
        Assert.Equal([Cai, Bo, Dee, Ann], Members(standings));
    }

    [Fact]
    public void Members_of_one_score_have_ranks_of_their_own_and_may_share_the_rank_of_the_score()
    {
        Standings standings = Of(new(50, new Stamp(1), Ann), new(40, new Stamp(2), Bo), new(40, new Stamp(3), Cai), new(30, new Stamp(4), Dee));
        Assert.Equal([1, 2, 3, 4], new[] { Ann, Bo, Cai, Dee }.Select(member => standings.RankOf(member)!.Value));
        Assert.Equal([1, 2, 2, 4], new long[] { 50, 40, 40, 30 }.Select(score => standings.CountScoreAbove(score) + 1));
    }

    [Fact]
    public void A_member_that_reaches_a_score_again_after_a_refund_stands_behind_who_kept_it()
    {
        Standings standings = Of(new(40, new Stamp(1), Ann), new(40, new Stamp(2), Bo));
        standings.Set(Ann, 20, new Stamp(3));
        standings.Set(Ann, 40, new Stamp(4));
        Assert.Equal([Bo, Ann], Members(standings));
    }

    [Fact]
    public void A_place_of_another_slice_is_counted_against_without_being_here()
    {
        Standings standings = Of(new(40, new Stamp(1), Ann), new(40, new Stamp(3), Cai));
        Assert.Equal(0, standings.CountAbove(new Place(40, new Stamp(1), new MemberKey(0))));
        Assert.Equal(1, standings.CountAbove(new Place(40, new Stamp(2), Bo)));
        Assert.Equal(2, standings.CountAbove(new Place(39, new Stamp(0), Bo)));
    }

    [Fact]
    public void A_member_that_is_not_here_has_neither_rank_nor_place()
    {
        Standings standings = Of(new Place(1, default, Ann));
        Assert.Null(standings.RankOf(Bo));
        Assert.False(standings.TryGet(Bo, out _));
        Assert.False(standings.Remove(Bo));
        Assert.Equal(1, standings.Count);
    }

    [Fact]
    public void Positions_beyond_the_end_are_refused_and_pages_beyond_it_are_empty()
    {
        Standings standings = Of(new Place(1, default, Ann));
        Assert.Empty(standings.Top(1, 10));
        Assert.Empty(standings.Top(int.MaxValue, int.MaxValue));
        Assert.Single(standings.Top(0, int.MaxValue));
        Assert.Single(standings.Around(new Place(0, default, Bo), int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => standings.At(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => standings.At(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => standings.Top(-1, 1));
    }

    [Fact]
    public void Building_refuses_a_member_twice_and_places_out_of_order()
    {
        Place high = new(2, default, Ann);
        Place low = new(1, default, Bo);
        Assert.Throws<ArgumentException>(() => Standings.FromOrdered([low, high]));
        Assert.Throws<ArgumentException>(() => Standings.FromOrdered([high, high]));
        Assert.Throws<ArgumentException>(() => Standings.FromUnordered([low, high with { Score = 0 }, high]));
    }

    [Fact]
    public void Enumerating_stops_when_the_standings_change()
    {
        Standings standings = Of(new(1, default, Ann), new(2, default, Bo));
        using IEnumerator<Place> places = standings.InOrder().GetEnumerator();
        Assert.True(places.MoveNext());
        standings.Set(Ann, 5, default);
        Assert.Throws<InvalidOperationException>(() => places.MoveNext());
    }

    [Theory]
    [InlineData(2, 56, 56, "leaves are linked in order")]
    [InlineData(1, 57, 56, "a branch counts the members under each child")]
    [InlineData(1, 56, 57, "members after a bound are not above it")]
    [InlineData(1, 56, 55, "members before a bound are above it")]
    public void A_tree_that_was_damaged_is_found_out(int child, int count, int boundAt, string broken)
    {
        Standings standings = Standings.FromOrdered(Enumerable.Range(0, 500).Select(number => new Place(-number, default, PlaceDraw.Key(number))));
        ReplaceSecondChild(standings, 1, 56, standings.At(56));
        standings.Verify();
        ReplaceSecondChild(standings, child, count, standings.At(boundAt));
        Assert.Equal(broken, Assert.Throws<InvariantBrokenException>(standings.Verify).Message);
    }

    /// <summary>Changes what the root keeps; leaves are built with 56 members each.</summary>
    private static void ReplaceSecondChild(Standings standings, int child, int count, Place bound)
    {
        object branches = Field(Field(standings, "tree"), "branches");
        Type type = branches.GetType();
        type.GetMethod("RemoveAt")!.Invoke(branches, [0, 1]);
        type.GetMethod("Insert")!.Invoke(branches, [0, 1, child, count, bound]);
    }

    private static object Field(object owner, string name) => owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(owner)!;

    private static Standings Of(params Place[] places)
    {
        Standings standings = new();
        foreach (Place place in places)
        {
            standings.Set(place.Member, place.Score, place.Reached);
        }

        standings.Verify();
        return standings;
    }

    private static IEnumerable<MemberKey> Members(Standings standings) => standings.InOrder().Select(place => place.Member);
}
