using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jifen.Dashboard.Shell;

public partial class App
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private string Title => Http.Request.Path.StartsWithSegments(StaffLayout.OrdersPath) ? ShellTexts.Orders : ShellTexts.Live;
}
