using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>What one slice answers of cohorts. Looks at the state and changes nothing.</summary>
public static class CohortQuery
{
    /// <summary>
    /// Where a member of this shard competes on a period. Who does not stand on it has the division that it would begin in, once that is decided.
    /// </summary>
    public static CohortStand StandOf(ShardState state, string board, PeriodKey period, MemberKey member) =>
        state.Cohorts.Find(board, period)?.Find(member) ?? new(state.Board(board).NextToSettle == period ? state.DivisionOf(board, member) : null, null);

    /// <summary>The members of this shard in a cohort, highest first; null where the period is kept no more.</summary>
    public static SlicePage? Page(ShardState state, string board, PeriodKey period, int division, long cohort)
    {
        if (BoardQuery.Page(state, board, period, null, 0) is null)
        {
            return null;
        }

        IReadOnlyList<Place> places = PlacesOf(state, board, period, division, cohort);
        return new(places.Count, 0, places);
    }

    /// <summary>Highest first: the order in which members came is not that of a shard that was restored.</summary>
    internal static IReadOnlyList<Place> PlacesOf(ShardState state, string board, PeriodKey period, int division, long cohort)
    {
        if (state.Cohorts.Find(board, period)?.MembersOf(division, cohort) is not { Count: > 0 } members)
        {
            return [];
        }

        Standings standings = state.FindBoardSlice(board, period)!.Standings;
        return [.. members.Select(member => PlaceOf(standings, member)).Order(Place.HighestFirst)];
    }

    private static Place PlaceOf(Standings standings, MemberKey member)
    {
        bool isThere = standings.TryGet(member, out Place place);
        Invariant.Holds(isThere, "whoever has a cohort stands on the board");
        return place;
    }
}
