using System.Globalization;
using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What is left of each prize or budget, and for how long.</summary>
public partial class StockPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<StockFigures> Rows { get; set; } = [];

    /// <summary>Id of the heading.</summary>
    [Parameter]
    [EditorRequired]
    public string Name { get; set; } = "";

    [Parameter]
    [EditorRequired]
    public Phrase Title { get; set; }

    /// <summary>What a row is about.</summary>
    [Parameter]
    [EditorRequired]
    public Phrase Of { get; set; }

    /// <summary>What is said of units that members have.</summary>
    [Parameter]
    [EditorRequired]
    public Phrase Given { get; set; }

    /// <summary>What is said where there are no rows.</summary>
    [Parameter]
    [EditorRequired]
    public Phrase None { get; set; }

    /// <summary>When the figures were taken.</summary>
    [Parameter]
    public DateTimeOffset At { get; set; }

    private static string Part(StockFigures row, long units) =>
        (row.Total == 0 ? 0 : 100.0 * units / row.Total).ToString("0.##", CultureInfo.InvariantCulture);

    private string EmptyIn(StockFigures row) => row switch
    {
        { Left: 0, Allotted: 0 } => LiveTexts.Gone,
        { Empty: { } empty } => Figures.Span(empty - At),
        _ => LiveTexts.NeverEmpty,
    };
}
