using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Points earned move the boards of the programme in force, in the record that earns them.</summary>
internal sealed class BoardsFollowPoints : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not (PointsEarned or PointsReversed) || state.Self.InForce(at.Stamp)?.Programme is not { Boards.Count: > 0 } programme)
        {
            return [];
        }

        Movement moved = Movement.Of(state, happened, at);
        List<GrainEvent> events = [];
        for (int i = 0; i < programme.Boards.Count; i++)
        {
            if (Move(state, state.Board(programme.Boards[i].Id), moved, programme, at) is { } one)
            {
                events.Add(one);
            }
        }

        return events;
    }

    private static GrainEvent? Move(ShardState state, BoardGrain board, in Movement moved, Programme programme, in RecordStamp at)
    {
        if (board.First is not { } first || state.Self.InForce(moved.Counted)?.Programme?.FindBoard(board.Board) is null)
        {
            return null;
        }

        var period = PeriodKey.Of(first.Kind, moved.Day);
        if (!board.Covers(period))
        {
            return null;
        }

        bool isClosed = board.HasClosed(period)
            || (!period.Contains(programme.Calendar.DayOf(at.Stamp)) && BoardRules.IsOver(state, board.Board, period, at.Stamp));
        return isClosed
            ? new BoardPassed(board.Board, period.ToString(), moved.Score)
            : new BoardScored(moved.Score) { On = BoardPart.IdOf(state.BoardSlice(board.Board, period), at.Member!.Value) };
    }

    /// <summary>What points bring to a board, or take off it.</summary>
    /// <param name="Day">Programme day that they count for.</param>
    /// <param name="Counted">When they were earned: what no board has counted is not taken off it.</param>
    private readonly record struct Movement(long Score, DateOnly Day, Stamp Counted)
    {
        public static Movement Of(ShardState state, GrainEvent happened, in RecordStamp at) => happened switch
        {
            PointsEarned earned => new(earned.Points.Value, earned.Day, at.Stamp),
            PointsReversed reversed => new(-reversed.Points.Value, reversed.Day, RecordOf(state, reversed, at)),
            _ => throw new InvariantBrokenException($"{happened.GetType().Name} moves no board"),
        };

        private static Stamp RecordOf(ShardState state, PointsReversed reversed, in RecordStamp at) =>
            state.FindMember(at.Member!.Value)!.Refunds.Find(reversed.Cause)!.Recorded;
    }
}
