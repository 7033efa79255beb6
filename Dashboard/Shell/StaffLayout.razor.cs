using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jifen.Dashboard.Shell;

public partial class StaffLayout
{
    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    private string Here => Http.Request.Path;

    private string Name => Http.User.Identity?.Name ?? "";
}
