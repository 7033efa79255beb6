using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// How a member learns that it rose or fell: by a record of its own, which its history and its stream tell. What came between two tellings is told as one, so that a member
/// is told once, whatever crashes, and of nothing where it has come back to where it was.
/// </summary>
public static class DivisionTelling
{
    public static Decision Decide(ShardState state, TellDivision input)
    {
        if (state.FindMember(input.Member) is null)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (state.FindNamed(DivisionPart.IdOf(input.Board, input.Member)) is not DivisionPart part || part.Of(input.Member) is var now && now == part.ToldOf(input.Member))
        {
            return new Rejected(RejectionCodes.Nothing, "The member knows its division.");
        }

        IReadOnlyList<BoardDivision> divisions = state.Board(input.Board).Cohorts!.Divisions;
        Invariant.Holds(now < divisions.Count, "a member is in a division of its board");
        return new Decided { Events = [new DivisionTold(input.Member, part.ToldOf(input.Member), now, divisions[now].Id) { On = part.Id }] };
    }

    internal static void AddDue(ShardState state, List<DueWork> due, int limit)
    {
        foreach ((string board, MemberKey member) in state.UntoldMoves.All)
        {
            if (due.Count >= limit)
            {
                return;
            }

            due.Add(new DueInput(new TellDivision(board, member), member, null));
        }
    }
}
