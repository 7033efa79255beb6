using Jifen.Grains.Kernel;
using Jifen.Grains.Leaderboard;

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

    /// <summary>A refund leaves the days of a streak as they were.</summary>
    public static Decided KeepsRuns(ShardState state, ShardInput input, Decided decided) => input is RefundActivity
        ? decided with { Events = [.. decided.Events.Where(happened => happened is not ChallengeMoved { Shape: "streak" })] }
        : decided;

    /// <summary>What comes late keeps the day after its own.</summary>
    public static Decided CountsLater(ShardState state, ShardInput input, Decided decided) => input is ReportActivity { At: var happenedAt } && state.Self.Adopted.Count > 0 && happenedAt < state.Self.Adopted[0].EffectiveAt.Plus(-TimeSpan.FromDays(2))
        ? decided with { Events = [.. decided.Events.Select(happened => happened is ChallengeMoved { Shape: "streak", From: { } day } moved ? moved with { From = day.AddDays(1) } : happened)] }
        : decided;

    /// <summary>A play counts on the board of a streak.</summary>
    public static Decided ScoresWithPlays(ShardState state, ShardInput input, Decided decided) =>
        decided.Events.OfType<PlaySettled>().Any() && state.Boards.FirstOrDefault(board => board.Measure.Streak is not null) is { First: { } period }
            && input is Play { Member: var member } && state.FindMember(member) is { Challenges.IsEmpty: false }
            ? decided with { Events = [.. decided.Events, new BoardScored(1) { On = BoardPart.IdOf(state.BoardSlice(World.ProgrammeDraft.Runs, period), member) }] }
            : decided;

    /// <summary>A slice forgets its last member to be rewarded.</summary>
    public static Decided ForgetsTheLast(ShardState state, ShardInput input, Decided decided) => decided.Events is [BoardRewardsBegun { Due: > 1 } begun, ..]
        ? decided with { Events = [begun with { Due = begun.Due - 1 }, .. decided.Events.Skip(1)] }
        : decided;
}
