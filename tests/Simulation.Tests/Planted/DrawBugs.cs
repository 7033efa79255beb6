using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with prize draws.</summary>
internal static class DrawBugs
{
    /// <summary>A shard does not tell of its smallest slip.</summary>
    public static Decided ForgetsSlips(ShardState state, ShardInput input, Decided decided) => decided with
    {
        Messages =
        [
            .. decided.Messages.Select(m => m.Body is DrawClosedAtShard { Smallest.Count: > 0 } told ? m with { Body = told with { Smallest = [.. told.Smallest.Skip(1)] } } : m),
        ],
    };

    /// <summary>An entry counts twice among those that are drawn from.</summary>
    public static Decided CountsTwice(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.SelectMany(e => e is EntryCounted ? new[] { e, e } : [e])] };

    /// <summary>What a winner was given stays to be given.</summary>
    public static Decided GivesAgain(ShardState state, ShardInput input, Decided decided) => input is GiveDrawPrize
        ? decided with { Events = [.. decided.Events.SelectMany(e => e is PointsEarned ? new[] { e, e } : [e])] }
        : decided;
}
