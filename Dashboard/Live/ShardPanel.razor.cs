using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>All shards at a glance: where the load is, and which does not serve.</summary>
public partial class ShardPanel
{
    /// <summary>Shades of load; each stands for twice the calls of the one before.</summary>
    private const int Shades = 5;

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ShardFigures> Shards { get; set; } = [];

    private static string Heat(ShardFigures shard) =>
        shard.Serving ? $"heat-{(shard.Load == 0 ? 0 : Math.Min(long.Log2(shard.Load) + 1, Shades))}" : "heat-out";

    private static string Said(ShardFigures shard) => LiveTexts.ShardSaid.With(
        shard.Shard.Value, Figures.Count(shard.Load), Figures.Count(shard.Queue), Figures.Count(shard.Waiting), Figures.Count(shard.Resident),
        Figures.Count(shard.SinceCheckpoint)) + (shard.Serving ? "" : $" · {LiveTexts.NotServing}");
}
