using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What happened in each of the last seconds, as lines that move.</summary>
public partial class FlowChart
{
    private readonly Dictionary<FlowLine, long[]> _counts = [];
    private long _highest;
    private long _top = 1;

    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<FlowLine> Lines { get; set; } = [];

    [Parameter]
    [EditorRequired]
    public IReadOnlyList<LiveSecond> Seconds { get; set; } = [];

    private string Said => string.Join("; ", Lines.Select(line => LiveTexts.ChartSaid.With(
        LiveTexts.PerSecond.With(Lines.Count > 1 ? $"{Title} {line.Name}" : Title), Figures.Count(Newest(line)), Figures.Count(Counts(line).DefaultIfEmpty().Max()))));

    protected override void OnParametersSet()
    {
        _counts.Clear();
        foreach (FlowLine line in Lines)
        {
            _counts[line] = [.. Seconds.TakeLast(Curve.Width).Select(line.Count)];
        }

        _highest = _counts.Values.SelectMany(counts => counts).DefaultIfEmpty().Max();
        _top = Curve.Top(_highest);
    }

    private long[] Counts(FlowLine line) => _counts[line];

    private long Newest(FlowLine line) => Counts(line).LastOrDefault();
}

/// <summary>One line of a chart.</summary>
/// <param name="Figure">Stable name for those who read the page by program.</param>
/// <param name="Tone">Class that gives the colour.</param>
public sealed record FlowLine(string Figure, string Name, string Tone, Func<LiveSecond, long> Count);
