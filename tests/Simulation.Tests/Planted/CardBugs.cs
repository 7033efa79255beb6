using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with cards.</summary>
internal static class CardBugs
{
    /// <summary>A card that goes back to the treasury stays on the slice as well, and what is counted does not show it.</summary>
    public static Decided DealsAgain(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CardDealt { Serial: > 0 } dealt ? dealt with { Serial = dealt.Serial - 1 } : e)] };

    /// <summary>A card is void a day later than it should be.</summary>
    public static Decided LastsLonger(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CardDealt dealt ? dealt with { Expires = new(dealt.Expires.Microseconds + 86_400_000_000) } : e)] };

    /// <summary>The prize of a card is paid twice.</summary>
    public static Decided PaysTwice(ShardState state, ShardInput input, Decided decided) => input is ScratchCard
        ? decided with { Events = [.. decided.Events.SelectMany(e => e is PointsEarned ? new[] { e, e } : [e])] }
        : decided;

    /// <summary>A card is scratched free as another than it was sealed.</summary>
    public static Decided TurnsCards(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is CardScratched { Face: "coins" } card ? card with { Face = "none", Prize = false } : e)] };
}
