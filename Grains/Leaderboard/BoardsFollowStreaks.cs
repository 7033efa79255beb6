using Jifen.Grains.Catalogue;
using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// A streak moves the boards that count it, in the record that moves the streak: a member's score becomes the longest run of days within the period, as the days stand then.
/// A day may change every later period too, since it may use a freeze or give one back. Streaks of test members move none.
/// </summary>
internal sealed class BoardsFollowStreaks : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at)
    {
        if (at.Test || ChallengeOf(happened) is not { } challenge || state.Self.InForce(at.Stamp)?.Programme is not { Boards.Count: > 0 } programme
            || programme.FindChallenge(challenge) is not { Goal: StreakGoal goal } rules)
        {
            return [];
        }

        (StreakTurn? turn, List<GrainEvent>? events) = (null, null);
        MemberGrain member = state.FindMember(at.Member!.Value)!;
        for (int i = 0; i < programme.Boards.Count; i++)
        {
            BoardGrain board = state.Board(programme.Boards[i].Id);
            if (board.Measure.Streak == challenge)
            {
                turn ??= new(goal, member.Challenges.Of(challenge, rules.Shape), happened);
                (events ??= []).AddRange(Moves(state, board, turn, member, programme, at.Stamp));
            }
        }

        return events ?? (IReadOnlyList<GrainEvent>)[];
    }

    private static string? ChallengeOf(GrainEvent happened) => happened switch
    {
        ChallengeMoved moved => moved.Challenge,
        StreakRepaired repaired => repaired.Challenge,
        _ => null,
    };

    private static IEnumerable<GrainEvent> Moves(ShardState state, BoardGrain board, StreakTurn turn, MemberGrain member, Programme programme, Stamp now)
    {
        for (PeriodKey? next = FirstOf(board, turn.Day); next is { } period && period.FirstDay <= turn.Through; next = period.Next)
        {
            GrainEvent? move = BoardRules.TakesNoMore(state, board, period, programme, now)
                ? Passed(board, period, turn, member)
                : Scored(state, board, period, turn, member);
            if (move is not null)
            {
                yield return move;
            }
        }
    }

    /// <summary>The first period that a day may change; null where the board has none from then on.</summary>
    private static PeriodKey? FirstOf(BoardGrain board, DateOnly day) => board.First is { } first && day >= first.FirstDay ? first.LikeThis(day) : board.First;

    /// <summary>
    /// Who is in the board's scope has the score that the streak says; who has left it is only ever taken down. A refund brings nobody onto a board.
    /// </summary>
    private static BoardScored? Scored(ShardState state, BoardGrain board, PeriodKey period, StreakTurn turn, MemberGrain member)
    {
        BoardSlice slice = state.BoardSlice(board.Board, period);
        bool stands = slice.Standings.TryGet(member.Key, out Place place);
        if (LongestIn(turn.After, period) is not { } longest || (!stands && (turn.TakesBack || !IsInScope(board, member))))
        {
            return null;
        }

        long score = IsInScope(board, member) ? longest : Math.Min(longest, place.Score);
        return score == place.Score ? null : new(score - place.Score) { On = BoardPart.IdOf(slice, member.Key) };
    }

    /// <summary>What would have moved a period that takes no more.</summary>
    private static BoardPassed? Passed(BoardGrain board, PeriodKey period, StreakTurn turn, MemberGrain member) =>
        IsInScope(board, member) && LongestIn(turn.After, period) - LongestIn(turn.Before, period) is { } change && change != 0
            ? new(board.Board, period.ToString(), change)
            : null;

    private static bool IsInScope(BoardGrain board, MemberGrain member) => board.Scope?.Holds(member.Groups, member.Tier) ?? true;

    private static int? LongestIn(StreakRuns runs, PeriodKey period) => period.EndDay is { } end ? runs.LongestWithin(period.FirstDay, end) : runs.Longest;
}
