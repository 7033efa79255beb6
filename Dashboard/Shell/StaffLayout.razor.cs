using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Jifen.Dashboard.Shell;

public partial class StaffLayout
{
    internal const string LivePath = "/live";

    internal const string OrdersPath = "/orders";

    private bool _handlesGoods;

    [CascadingParameter]
    private HttpContext Http { get; set; } = null!;

    [Inject]
    private IAuthorizationService Access { get; set; } = null!;

    private string Here => Http.Request.Path;

    private string Name => Http.User.Identity?.Name ?? "";

    protected override async Task OnInitializedAsync() => _handlesGoods = (await Access.AuthorizeAsync(Http.User, null, StaffPolicies.Goods)).Succeeded;

    private string? Current(string path) => Here == path ? "page" : null;
}
