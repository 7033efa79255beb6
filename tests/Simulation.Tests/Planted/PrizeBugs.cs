using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with unique prizes and with stock that is spread over time.</summary>
internal static class PrizeBugs
{
    /// <summary>A unique prize is not noted with the member, who may win it again.</summary>
    public static Decided ForgetsOwned(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is PlaySettled { Unique: true } settled ? settled with { Unique = null } : e)] };

    /// <summary>A unit more is released than is due.</summary>
    public static Decided ReleasesMore(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is StockReleased { Release: { Next: not null } of } released ? released with { Release = of with { Units = of.Units + 1 } } : e)] };
}
