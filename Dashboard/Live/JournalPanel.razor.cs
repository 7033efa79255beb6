using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>How the disk and the process do.</summary>
public partial class JournalPanel
{
    [Parameter]
    [EditorRequired]
    public LiveFrame Frame { get; set; } = null!;

    /// <summary>Whose figures of the process they are; null where that needs no saying.</summary>
    [Parameter]
    public string? Of { get; set; }

    private string Here => Of is null ? "" : $"· {Of}";
}
