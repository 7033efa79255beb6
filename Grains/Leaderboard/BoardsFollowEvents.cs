using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Points, activities and plays move the boards of the programme in force, in the record that holds them. Those of test members move none.</summary>
internal sealed class BoardsFollowEvents : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (at.Test || happened is not (PointsEarned or PointsReversed or ActivityCounted or RefundCounted or PlaySettled { Refused: false } or CardScratched)
            || state.Self.InForce(at.Stamp)?.Programme is not { Boards.Count: > 0 } programme)
        {
            return [];
        }

        Moment moment = Moment.Of(state, happened, at);
        List<GrainEvent>? events = null;
        for (int i = 0; i < programme.Boards.Count; i++)
        {
            BoardGrain board = state.Board(programme.Boards[i].Id);
            if (ScoreOf(happened, board.Measure) is { } score && ScopedBoards.Counts(state, board, happened, at.Member!.Value) && Move(state, board, score, moment, programme, at) is { } one)
            {
                (events ??= []).Add(one);
            }
        }

        return events ?? [];
    }

    /// <summary>What the event is to what a board counts; null for nothing.</summary>
    private static long? ScoreOf(GrainEvent happened, BoardMeasure measure) => (happened, measure.Metric) switch
    {
        (PointsEarned { Board: null } earned, BoardMetric.PointsEarned) when measure.Takes(earned.Rule) => earned.Points.Value,
        (PointsReversed reversed, BoardMetric.PointsEarned) when measure.Takes(reversed.Rule) => -reversed.Points.Value,
        (ActivityCounted counted, BoardMetric.Purchases) when measure.Takes(counted.Activities) => 1,
        (RefundCounted { Whole: true } refund, BoardMetric.Purchases) when measure.Takes(refund.Activities) => -1,
        (ActivityCounted { Amount: > 0 } counted, BoardMetric.Amount) when measure.Takes(counted.Activities) => counted.Amount,
        (RefundCounted refund, BoardMetric.Amount) when measure.Takes(refund.Activities) => -refund.Amount,
        (PlaySettled or CardScratched, BoardMetric.Plays) or (PlaySettled { Prize: true } or CardScratched { Prize: true }, BoardMetric.Prizes) => 1,
        _ => null,
    };

    private static GrainEvent? Move(ShardState state, BoardGrain board, long score, in Moment moment, Programme programme, in RecordStamp at)
    {
        if (board.First?.LikeThis(moment.Day) is not { } period || !board.Covers(period) || state.Self.InForce(moment.Counted)?.Programme?.FindBoard(board.Board) is null)
        {
            return null;
        }

        return BoardRules.TakesNoMore(state, board, period, programme, at.Stamp)
            ? new BoardPassed(board.Board, period.ToString(), score)
            : new BoardScored(score) { On = BoardPart.IdOf(state.BoardSlice(board.Board, period), at.Member!.Value) };
    }

    /// <summary>When that happened which moves the boards.</summary>
    /// <param name="Day">Programme day that it counts for.</param>
    /// <param name="Counted">When it was counted: what no board has counted is not taken off it.</param>
    private readonly record struct Moment(DateOnly Day, Stamp Counted)
    {
        public static Moment Of(ShardState state, GrainEvent happened, in RecordStamp at) => happened switch
        {
            PointsEarned earned => new(earned.Day, at.Stamp),
            PointsReversed reversed => new(reversed.Day, state.FindMember(at.Member!.Value)!.Refunds.Find(reversed.Cause)!.Recorded),
            ActivityCounted counted => new(counted.Day, at.Stamp),
            RefundCounted refund => new(refund.Day, refund.Recorded),
            PlaySettled settled => new(DayOf(state, settled, at), at.Stamp),
            CardScratched => new(state.Self.InForce(at.Stamp)!.Programme!.Calendar.DayOf(at.Stamp), at.Stamp),
            _ => throw new InvariantBrokenException($"{happened.GetType().Name} moves no board"),
        };

        /// <remarks>Later plays of a lottery wait for the one that is being settled: it is the newest that the member has taken there.</remarks>
        private static DateOnly DayOf(ShardState state, PlaySettled settled, in RecordStamp at) =>
            state.FindMember(at.Member!.Value)!.PlaysIn(settled.Lottery).Day;
    }
}
