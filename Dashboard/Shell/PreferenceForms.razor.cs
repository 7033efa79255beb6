using Microsoft.AspNetCore.Components;

namespace Jifen.Dashboard.Shell;

public partial class PreferenceForms
{
    /// <summary>Path to come back to.</summary>
    [Parameter]
    [EditorRequired]
    public string To { get; set; } = "";
}
