using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Points earned move the boards of the programme in force, in the record that earns them.</summary>
internal sealed class BoardsFollowPoints : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not PointsEarned earned || state.Self.InForce(at.Stamp)?.Programme is not { Boards.Count: > 0 } programme)
        {
            return [];
        }

        List<GrainEvent> events = [];
        for (int i = 0; i < programme.Boards.Count; i++)
        {
            if (Move(state, state.Board(programme.Boards[i].Id), earned, programme, at) is { } moved)
            {
                events.Add(moved);
            }
        }

        return events;
    }

    private static GrainEvent? Move(ShardState state, BoardGrain board, PointsEarned earned, Programme programme, in RecordStamp at)
    {
        if (board.First is not { } first)
        {
            return null;
        }

        var period = PeriodKey.Of(first.Kind, earned.Day);
        if (!board.Covers(period))
        {
            return null;
        }

        bool isClosed = board.HasClosed(period)
            || (!period.Contains(programme.Calendar.DayOf(at.Stamp)) && BoardRules.IsOver(state, board.Board, period, at.Stamp));
        return isClosed
            ? new BoardPassed(board.Board, period.ToString(), earned.Points.Value)
            : new BoardScored(earned.Points.Value) { On = BoardPart.IdOf(state.BoardSlice(board.Board, period), at.Member!.Value) };
    }
}
