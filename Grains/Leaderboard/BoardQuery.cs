using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>What one slice of a board answers; the board's answer is put together from all. Looks at the state and changes nothing.</summary>
public static class BoardQuery
{
    /// <summary>The board's card as this shard sees it; null where the shard has no such board.</summary>
    /// <param name="period">Null for the one in which now lies.</param>
    public static BoardCard? Card(ShardState state, string board, PeriodKey? period, Stamp now)
    {
        BoardGrain grain = state.Board(board);
        if (grain.First is not { } first || state.Self.Dating(now)?.Programme is not { } programme || BoardRules.TermsOf(state, board, now) is not { } terms)
        {
            return null;
        }

        PeriodKey shown = period ?? first.LikeThis(programme.Calendar.DayOf(now)) ?? first;
        Stamp? ends = shown.EndDay is { } end ? programme.Calendar.StartOf(end) : null;
        bool isFinal = grain.FindClosed(shown) is { IsFinal: true };
        return shown.Kind == first.Kind && grain.Covers(shown) && IsKept(grain, shown)
            ? new(board, terms.Name, grain.Measure, shown, ends, ends?.Plus(terms.Grace), programme.Calendar.Zone, isFinal, [.. grain.Closed.Select(c => c.Period)], terms.Rewards)
            {
                Scope = grain.Scope,
                Cohorts = Named(grain.Cohorts, terms),
            }
            : null;
    }

    /// <summary>Where a member of this shard stands; null where it is not on the period.</summary>
    public static Place? PlaceOf(ShardState state, string board, PeriodKey period, MemberKey member) =>
        state.FindBoardSlice(board, period) is { } slice && slice.Standings.TryGet(member, out Place place) ? place : null;

    /// <summary>The highest below a place, or the highest of all; null where the period is kept no more.</summary>
    /// <param name="after">Taken here or not.</param>
    public static SlicePage? Page(ShardState state, string board, PeriodKey period, Place? after, int take)
    {
        if (state.FindBoardSlice(board, period)?.Standings is not { } standings)
        {
            return IsKept(state.Board(board), period) ? SlicePage.Empty : null;
        }

        long through = after is { } place ? standings.CountAbove(place) + (standings.TryGet(place.Member, out Place own) && own == place ? 1 : 0) : 0;
        return new(standings.Count, through, standings.Top((int)through, take));
    }

    /// <summary>How many here are above a place, and who is near it; null where the period is kept no more.</summary>
    public static SlicePage? Around(ShardState state, string board, PeriodKey period, in Place place, int reach) =>
        state.FindBoardSlice(board, period)?.Standings is { } standings
            ? new(standings.Count, standings.CountAbove(place), standings.Around(place, reach))
            : IsKept(state.Board(board), period) ? SlicePage.Empty : null;

    /// <summary>Divisions are called as they are now.</summary>
    private static BoardCohorts? Named(BoardCohorts? cohorts, BoardDocument terms) => cohorts is not null && cohorts.HasRulesOf(terms.Cohorts) ? terms.Cohorts : cohorts;

    /// <summary>Not closed here, or closed and not dropped.</summary>
    private static bool IsKept(BoardGrain board, PeriodKey period) => !board.HasClosed(period) || board.FindClosed(period) is not null;
}

/// <summary>What a board says of itself.</summary>
/// <param name="Measure">What it counts.</param>
/// <param name="Ends">First instant after the period; null for all time.</param>
/// <param name="Closes">From this instant on a slice takes no more for the period; null for all time.</param>
/// <param name="IsFinal">Every slice has closed the period.</param>
/// <param name="Rewards">What the board promises now.</param>
/// <param name="Kept">Closed periods that can be read, oldest first.</param>
public sealed record BoardCard(
    string Board, LocalText Name, BoardMeasure Measure, PeriodKey Period, Stamp? Ends, Stamp? Closes, string Zone, bool IsFinal, IReadOnlyList<PeriodKey> Kept,
    IReadOnlyList<BoardTier> Rewards)
{
    /// <summary>Whose scores it counts; null for everybody's.</summary>
    public BoardScope? Scope { get; init; }

    /// <summary>How its members compete in cohorts; null where all stand on one list.</summary>
    public BoardCohorts? Cohorts { get; init; }
}

/// <summary>Some places of a slice.</summary>
/// <param name="Size">Members on the slice.</param>
/// <param name="Above">Members of the slice that stand before the page, or above the place asked about.</param>
public sealed record SlicePage(long Size, long Above, IReadOnlyList<Place> Places)
{
    public static SlicePage Empty { get; } = new(0, 0, []);
}
