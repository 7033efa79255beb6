using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>All shards at a glance: where the load is, which silo has each, and which does not serve.</summary>
public partial class ShardPanel
{
    /// <summary>Shades of load; each stands for twice the calls of the one before.</summary>
    private const int Shades = 5;

    private readonly ShardMoves _moves = new();
    private SiloMarks _marks = new([]);

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<ShardFigures> Shards { get; set; } = [];

    /// <summary>Empty where there is no cluster.</summary>
    [Parameter]
    public IReadOnlyList<SiloFigures> Silos { get; set; } = [];

    /// <summary>When the picture was taken.</summary>
    [Parameter]
    public DateTimeOffset At { get; set; }

    protected override void OnParametersSet()
    {
        _marks = new(Silos);
        _moves.See(Shards, At);
    }

    private static string Heat(ShardFigures shard) => shard.Serving ? $"heat-{Shade(shard)}" : "heat-out";

    private static long Shade(ShardFigures shard) => shard.Load == 0 ? 0 : Math.Min(long.Log2(shard.Load) + 1, Shades);

    private string Owned(ShardFigures shard) =>
        $"{_marks.Tone(shard.Silo)} {(shard.Serving ? $"load-{Shade(shard)}" : "heat-out")}{(_moves.IsFresh(shard.Shard, At) ? " moved" : "")}";

    private string Said(ShardFigures shard)
    {
        string[] said =
        [
            LiveTexts.ShardSaid.With(
                shard.Shard.Value, Figures.Count(shard.Load), Figures.Count(shard.Queue), Figures.Count(shard.Waiting), Figures.Count(shard.Resident),
                Figures.Count(shard.SinceCheckpoint)),
            Silos.Count == 0 ? "" : _marks.Find(shard.Silo) is { } silo ? LiveTexts.OnSilo.With(silo.Name) : LiveTexts.Nobody,
            _moves.IsFresh(shard.Shard, At) ? LiveTexts.JustMoved : "",
            shard.Serving ? "" : LiveTexts.NotServing,
        ];
        return string.Join(" · ", said.Where(part => part.Length > 0));
    }
}
