using Jifen.Grains.Challenge;
using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on challenges and tickets gone wrong.</summary>
internal static class ChallengeBugs
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(30);

    /// <summary>A refund forgets that the reward was given, so that the next activity brings it again.</summary>
    public static Decided ForgetsGiven(ShardState state, ShardInput input, Decided decided) => input is RefundActivity refund
        ? decided with
        {
            Events =
            [
                .. decided.Events,
                .. decided.Events.OfType<ChallengeMoved>().Where(m => WasGiven(state, refund.Member, m)).Select(m => new ChallengeWaived(m.Challenge, m.Shape, m.From, null, -1)),
            ],
        }
        : decided;

    /// <summary>An activity that comes late does not count.</summary>
    public static Decided ForgetsLate(ShardState state, ShardInput input, Decided decided) =>
        input is ReportActivity report && report.At.Plus(Late) < state.Self.Adopted[0].EffectiveAt ? Without(decided, _ => true) : decided;

    /// <summary>A day that a freeze saved stays frozen, whatever comes late.</summary>
    public static Decided KeepsFreezes(ShardState state, ShardInput input, Decided decided) => input is ReportActivity report
        ? Without(decided, moved => moved is { Shape: "streak", From: { } day } && WasMissed(state.FindMember(report.Member)!.Challenges.Of(moved.Challenge, moved.Shape), day))
        : decided;

    /// <summary>A play that is undone keeps its ticket.</summary>
    public static Decided KeepsTicket(ShardState state, ShardInput input, Decided decided) =>
        input is SettlePlay settle && decided.Events.OfType<PlaySettled>().Any(s => s.Refused) && state.FindMember(settle.Member)!.FindOpen(settle.Play) is { Taken.Ticket: true } open
            ? decided with { Events = [.. decided.Events, new TicketsGiven(open.Lottery, -1, "lost")] }
            : decided;

    /// <summary>A ticket pays and is not used up.</summary>
    public static Decided SavesTickets(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is PlayTaken { Ticket: true } taken ? taken with { Ticket = null } : e)] };

    /// <summary>A reward is given once more than is due.</summary>
    public static Decided GivesTwice(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is ChallengeRewarded rewarded ? rewarded with { Times = rewarded.Times + 1 } : e)] };

    private static bool WasGiven(ShardState state, MemberKey member, ChallengeMoved moved) =>
        state.FindMember(member)!.Challenges.Of(moved.Challenge, moved.Shape).Given[ChallengeEntry.SlotOf(moved.From)] > 0;

    private static bool WasMissed(ChallengeEntry entry, DateOnly day) =>
        entry.Of(day) == 0 && entry.Of(day.AddDays(-1)) > 0 && entry.Of(day.AddDays(1)) > 0;

    /// <summary>Without the moves that are meant, and what they brought.</summary>
    private static Decided Without(Decided decided, Func<ChallengeMoved, bool> moves)
    {
        HashSet<string> gone = [.. decided.Events.OfType<ChallengeMoved>().Where(moves).Select(m => m.Challenge)];
        return gone.Count == 0 ? decided : decided with { Events = [.. decided.Events.Where(e => !IsOf(e, gone))] };
    }

    private static bool IsOf(GrainEvent happened, HashSet<string> challenges) => happened switch
    {
        ChallengeMoved moved => challenges.Contains(moved.Challenge),
        ChallengeRewarded rewarded => challenges.Contains(rewarded.Challenge),
        PointsEarned { Rule: "challenge" } earned => challenges.Contains(earned.Cause["challenge:".Length..]),
        _ => false,
    };
}
