using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Draws;

/// <summary>What may be read of prize draws. Looks at the state and changes nothing.</summary>
public static class DrawQuery
{
    /// <summary>The newest periods of a draw, newest first; answered by the shard that is its home.</summary>
    /// <param name="period">Null for all of them that some shard has closed.</param>
    /// <param name="most">How many at most.</param>
    public static DrawingsView Drawings(ShardState state, string lottery, string? period, int most) => new(
    [
        .. state.Seeds(lottery).Periods.Reverse()
            .Where(kept => DrawName.IsOne(kept.Period) && (period is null || kept.Period == period))
            .Select(kept => (Kept: kept, Drawing: state.Drawing(lottery, kept.Period)))
            .Where(one => period is not null || one.Drawing.Closures.Count > 0)
            .Take(most).Select(one => View(one.Kept, one.Drawing)),
    ]);

    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static MemberDrawsView? Of(ShardState state, MemberKey key) => state.FindMember(key) is not { Enrolled: true } member
        ? null
        : new([.. member.Draws.Draws.Reverse().Select(draw => View(state.DrawSlice(draw.Lottery), draw))]) { IsTest = member.IsTest };

    private static DrawingView View(KeptPeriod kept, Drawing drawing) => new(
        drawing.Period, kept.Commitment, kept.Seed, drawing.Closures.Count, drawing.Closures.Values.Sum(closure => closure.Members),
        drawing.Closures.Values.Sum(closure => closure.Entries), drawing.Held is null ? null : drawing.Hash(), drawing.Held?.Catalogue, drawing.Places.Count,
        drawing.Held is null ? [] : drawing.Smallest,
        [.. drawing.Places.Select((place, at) => new DrawPlaceView(at + 1, place.Prize, place.Drawn, StateOf(drawing, place)))]);

    private static DrawPlaceState StateOf(Drawing drawing, DrawnPlace place) =>
        drawing.Held!.ClaimHours is null ? DrawPlaceState.Given
        : !place.Answered ? DrawPlaceState.Open
        : place.Lapsed ? DrawPlaceState.Lapsed
        : DrawPlaceState.Claimed;

    private static MemberDrawView View(DrawSlice slice, MemberDraw draw) => new(
        draw.Lottery, draw.Period, draw.Entries, slice.IsClosed(draw.Period), slice.FindClosed(draw.Period) is { Drawn: true } || draw.Win is not null,
        draw.Win is not { } win ? null : new(win.Place, win.Prize, win.Catalogue, win.Deadline, win.State));
}
