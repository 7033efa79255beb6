using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What is left of each prize, and for how long.</summary>
public partial class StockPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<PrizeFigures> Prizes { get; set; } = [];

    /// <summary>When the figures were taken.</summary>
    [Parameter]
    public DateTimeOffset At { get; set; }

    private static string Part(PrizeFigures prize, long units) =>
        (prize.Total == 0 ? 0 : 100.0 * units / prize.Total).ToString("0.##", CultureInfo.InvariantCulture);

    private string EmptyIn(PrizeFigures prize) => prize switch
    {
        { Left: 0, Allotted: 0 } => LiveTexts.Gone,
        { Empty: { } empty } => Figures.Span(empty - At),
        _ => LiveTexts.NeverEmpty,
    };
}
