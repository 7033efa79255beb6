using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jifen.Dashboard.Shell;

public partial class Document
{
    [Parameter]
    [EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The page has parts that live; one without needs no script.</summary>
    [Parameter]
    public bool Interactive { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private string? Theme => Http.Request.Cookies[Preferences.ThemeCookie] is { } chosen && Preferences.Themes.Contains(chosen) ? chosen : null;
}
