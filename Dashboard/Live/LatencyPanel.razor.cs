using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>How long callers wait, and how long the disk takes of that.</summary>
public partial class LatencyPanel
{
    [Parameter]
    [EditorRequired]
    public Latencies Commands { get; set; } = null!;

    [Parameter]
    [EditorRequired]
    public Latencies Durable { get; set; } = null!;

    /// <summary>Whose they are; null where that needs no saying.</summary>
    [Parameter]
    public string? Of { get; set; }

    private IEnumerable<(string Figure, string Name, Latencies Row)> Rows =>
        [("answer", LiveTexts.Answer, Commands), ("durable", LiveTexts.Durable, Durable)];
}
