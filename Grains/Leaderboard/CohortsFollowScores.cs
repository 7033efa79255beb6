using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// With its first score of a period a member asks for a cohort, in the record of the score. Where the period before has not decided its division yet, it waits;
/// the score counts all the same.
/// </summary>
internal sealed class CohortsFollowScores : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (happened is not BoardScored { On: { } part } || BoardOf(state, part) is not { } board)
        {
            return null;
        }

        (PeriodKey period, MemberKey member) = (BoardPart.PeriodOf(part), at.Member!.Value);
        if (state.Cohorts.Find(board.Board, period)?.Find(member) is not null)
        {
            return null;
        }

        if (board.NextToSettle != period)
        {
            return new(CohortRules.Awaited(board.Board, period, member, null), []);
        }

        int division = state.DivisionOf(board.Board, member);
        return new(CohortRules.Awaited(board.Board, period, member, division), [CohortRules.Asking(state, board, period, [new(member, division)])]);
    }

    /// <summary>The board of a part, if it has cohorts.</summary>
    private static BoardGrain? BoardOf(ShardState state, string part)
    {
        for (int i = 0; i < state.Boards.Count; i++)
        {
            if (state.Boards[i] is { Cohorts: not null } board && BoardPart.IsOf(part, board))
            {
                return board;
            }
        }

        return null;
    }
}
