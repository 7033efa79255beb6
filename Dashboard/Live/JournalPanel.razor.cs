using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>How the disk and the process do.</summary>
public partial class JournalPanel
{
    [Parameter]
    [EditorRequired]
    public LiveFrame Frame { get; set; } = null!;
}
