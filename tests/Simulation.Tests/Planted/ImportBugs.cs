using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;
using Jifen.Grains.Member;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>A member's state forgets that it was opened, and its lots come in again.</summary>
internal sealed class OpensAgain : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) =>
        input is OpenMember opening && state.FindMember(opening.Member) is { Opened: true } member
            ? Open(member, opening, context.Now)
            : ProtocolRules.Instance.Decide(state, input, context);

    private static Decided Open(MemberGrain member, OpenMember opening, Stamp now)
    {
        (Points points, Stamp? expires) = opening.Lots[0];
        return new()
        {
            Answer = new Opened(points, member.Purse.Available(now) + points),
            Events = [new MemberOpened(opening.Tier, opening.Counters), new PointsOpened(points, member.Purse.LotFor(expires), expires)],
        };
    }
}

/// <summary>Activities that were to be kept as history are counted.</summary>
internal sealed class CountsHistory : IShardRules
{
    public Decision Decide(ShardState state, ShardInput input, in DecisionContext context) =>
        ProtocolRules.Instance.Decide(state, input is ReportActivity { History: true } kept ? kept with { History = null } : input, context);
}

/// <summary>Decisions on openings gone wrong.</summary>
internal static class WrongOpenings
{
    /// <summary>What a member brings along counts on the board of all time.</summary>
    public static Decided MoveBoard(ShardState state, ShardInput input, Decided decided) =>
        input is OpenMember { Member: var member } && state.Boards.Any(b => b is { Board: "ever", First: not null })
            ? decided with { Events = [.. decided.Events, .. decided.Events.OfType<PointsOpened>().Select(o => Scored(state, member, o.Points.Value))] }
            : decided;

    /// <summary>A lot of an opening is lost.</summary>
    public static Decided DropLots(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not PointsOpened { Lot: 2 })] };

    private static BoardScored Scored(ShardState state, MemberKey member, long points) =>
        new(points) { On = BoardPart.IdOf(state.BoardSlice("ever", PeriodKey.AllTime), member) };
}
