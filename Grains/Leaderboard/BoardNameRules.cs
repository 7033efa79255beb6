using Jifen.Grains.Kernel;

namespace Jifen.Grains.Leaderboard;

/// <summary>Notes that a member has set its name on boards: the record that the name is written with.</summary>
public static class BoardNameRules
{
    public static Decision Decide(ShardState state, SetBoardName input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        _ => new Decided { Answer = new Acknowledged(), Events = [new BoardNameSet(input.Listed)] },
    };
}
