using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on tickets and badges that are won gone wrong.</summary>
internal static class GiftBugs
{
    /// <summary>The tickets of a prize do not come.</summary>
    public static Decided ForgetsTickets(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not TicketsGiven tickets || !tickets.Cause.StartsWith("play:", StringComparison.Ordinal))] };

    /// <summary>A grant gives its tickets twice.</summary>
    public static Decided GrantsTwice(ShardState state, ShardInput input, Decided decided) =>
        input is GrantTickets && decided.Events is [TicketsGiven tickets] ? decided with { Events = [tickets, tickets] } : decided;

    /// <summary>The badge of a prize does not come.</summary>
    public static Decided ForgetsBadge(ShardState state, ShardInput input, Decided decided) =>
        input is Play or ScratchCard ? decided with { Events = [.. decided.Events.Where(e => e is not (BadgeEarned or BadgeHolderCounted))] } : decided;
}
