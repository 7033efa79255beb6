using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>How the disk and the process do.</summary>
public partial class JournalPanel
{
    [Parameter]
    [EditorRequired]
    public LiveFrame Frame { get; set; } = null!;

    /// <summary>There are other silos, whose commits and processes are not among these figures.</summary>
    private bool IsOneOfMany => Frame.Silos.Count > 0;
}
