using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What the programme has done so far, each number whole.</summary>
public partial class TotalFigures
{
    [Parameter]
    [EditorRequired]
    public LiveTotals Totals { get; set; } = null!;

    private IEnumerable<(string Figure, string Name, long Count)> Shown =>
    [
        ("members", LiveTexts.Members, Totals.Members), ("activities", LiveTexts.Activities, Totals.Activities), ("plays", LiveTexts.Plays, Totals.Plays),
        ("prizes", LiveTexts.Prizes, Totals.Prizes), ("points-in", LiveTexts.PointsIn, Totals.PointsIn), ("points-out", LiveTexts.PointsOut, Totals.PointsOut),
        ("badges", LiveTexts.Badges, Totals.Badges),
    ];
}
