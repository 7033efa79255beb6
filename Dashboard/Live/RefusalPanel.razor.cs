using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Live;

/// <summary>What the rules refused, and how often.</summary>
public partial class RefusalPanel
{
    [Parameter]
    [EditorRequired]
    public IReadOnlyList<RefusalCount> Refusals { get; set; } = [];
}
