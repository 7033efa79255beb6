using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on the rewards of boards gone wrong.</summary>
internal static class BoardBugs
{
    /// <summary>Points of a reward are given twice over in its record.</summary>
    public static Decided PaysTwice(ShardState state, ShardInput input, Decided decided) => input is GiveBoardReward
        ? decided with { Events = [.. decided.Events.Select(happened => happened is PointsEarned earned ? earned with { Points = earned.Points + earned.Points } : happened)] }
        : decided;

    /// <summary>A slice takes itself for the whole board: each gives to its own first what is the first's.</summary>
    public static Decided RewardsEachSlice(ShardState state, ShardInput input, Decided decided) => decided.Events is [BoardRewardsBegun { Rewards.Count: > 1 } begun, ..]
        ? decided with { Events = [begun with { Rewards = [new(begun.Rewards[^1].Through, begun.Rewards[0].Reward)] }, .. decided.Events.Skip(1)] }
        : decided;

    /// <summary>A slice forgets its last member to be rewarded.</summary>
    public static Decided ForgetsTheLast(ShardState state, ShardInput input, Decided decided) => decided.Events is [BoardRewardsBegun { Due: > 1 } begun, ..]
        ? decided with { Events = [begun with { Due = begun.Due - 1 }, .. decided.Events.Skip(1)] }
        : decided;
}
