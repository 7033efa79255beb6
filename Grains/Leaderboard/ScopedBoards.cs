using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// Boards that count some members only. A member counts where it is as something is counted; a refund moves just those boards that what it takes
/// back has moved, wherever the member is by then.
/// </summary>
internal static class ScopedBoards
{
    /// <summary>Those among a record's boards that have a scope, sorted; null for none.</summary>
    /// <param name="events">All events of the record.</param>
    public static IReadOnlyList<string>? MovedBy(ShardState state, IReadOnlyList<GrainEvent> events)
    {
        string[] moved = [.. events.Select(BoardOf).OfType<string>().Distinct().Where(board => state.Board(board).Scope is not null).Order(StringComparer.Ordinal)];
        return moved.Length == 0 ? null : moved;
    }

    /// <summary>Whether the board counts what has happened to the member.</summary>
    public static bool Counts(ShardState state, BoardGrain board, GrainEvent happened, MemberKey member) => (board.Scope, state.FindMember(member)!, happened) switch
    {
        (null, _, _) => true,
        (_, { } of, PointsReversed reversed) => Names(of.Refunds.Find(reversed.Cause)!.Scoped, board),
        (_, _, RefundCounted refund) => Names(refund.Scoped, board),
        ({ } scope, { } of, _) => scope.Holds(of.Groups, of.Tier),
    };

    private static bool Names(IReadOnlyList<string>? boards, BoardGrain board) => boards?.Contains(board.Board, StringComparer.Ordinal) is true;

    private static string? BoardOf(GrainEvent happened) => happened switch
    {
        BoardScored { On: { } part } => BoardPart.BoardOf(part),
        BoardPassed passed => passed.Board,
        _ => null,
    };
}
