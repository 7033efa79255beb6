using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>The silos of the cluster: who is up, what each has, and how it does.</summary>
public partial class SiloPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<SiloFigures> Silos { get; set; } = [];

    private SiloMarks Marks => new(Silos);

    private static bool IsUp(SiloFigures silo) => silo.Standing is SiloStanding.Live or SiloStanding.Leaving;
}
