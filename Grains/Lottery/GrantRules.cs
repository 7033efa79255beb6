using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Lottery;

/// <summary>Tickets that the brand gives by itself. They are those that rewards give: they pay for a play each and do not expire.</summary>
public static class GrantRules
{
    /// <summary>How tickets name the grant that gave them.</summary>
    public static string CauseOf(string grant) => $"grant:{grant}";

    public static Decision Decide(ShardState state, GrantTickets input, in DecisionContext context)
    {
        if (state.FindMember(input.Member) is not { } member)
        {
            return new NotYet(new MemberNeeded(input.Member));
        }

        if (!member.Enrolled)
        {
            return new Rejected(RejectionCodes.UnknownMember, "There is no such member.");
        }

        if (input.Count is < 1 or > ProgrammeLimits.Tickets)
        {
            return Rejected.Invalid("count", string.Create(CultureInfo.InvariantCulture, $"it is not 1 to {ProgrammeLimits.Tickets}"));
        }

        return state.Self.Unbound is { } document ? new NotYet(new DocumentNeeded(document)) : Give(member, input, state.Self.InForce(context.Now)?.Programme);
    }

    private static Decision Give(MemberGrain member, GrantTickets input, Programme? programme) => programme?.FindGame(input.Lottery) is { } game
        ? new Decided
        {
            Answer = new TicketsGranted(game.Id, input.Count, member.PlaysIn(game.Id).Tickets + input.Count),
            Events = [new TicketsGiven(game.Id, input.Count, CauseOf(input.Grant))],
        }
        : new Rejected(RejectionCodes.UnknownLottery, "There is no such lottery.");
}
