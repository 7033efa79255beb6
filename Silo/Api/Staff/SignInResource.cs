using System.Globalization;
using Jifen.Dashboard.SignIn;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Jifen.Silo.Api;

/// <summary>Signing in and out. The page is plain HTML and needs no script.</summary>
internal sealed class SignInResource(StaffAccounts staff, SignInGuard guard, IAntiforgery antiforgery, SiloOptions options) : IResource
{
    public const string Path = "/sign-in";

    /// <summary>Characters of the whole form.</summary>
    private const int FormLength = 4 * 1024;

    /// <summary>The sign-in page that leads on to another page of the Dashboard.</summary>
    public static string PathFor(PathString to) => $"{Path}?to={Uri.EscapeDataString(to.Value ?? "/")}";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, Show).RequireAuthorization(AccessPolicies.Everybody);
        routes.MapPost(Path, SignInAsync).RequireAuthorization(AccessPolicies.Everybody);
        routes.MapPost("/sign-out", SignOutAsync).RequireAuthorization(AccessPolicies.Everybody);
    }

    private Task Show(HttpContext context) => PageAsync(context, StatusCodes.Status200OK, SignInRefusal.None, "", LocalPath.Of(context.Request.Query["to"]));

    private async Task SignInAsync(HttpContext context)
    {
        IFormCollection form = await FormAsync(context).ConfigureAwait(false);
        string name = Text(form, "name", StaffAccounts.LongestName).Trim().ToLowerInvariant();
        string to = LocalPath.Of(form["to"]);
        if (!await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            await PageAsync(context, StatusCodes.Status400BadRequest, SignInRefusal.Expired, name, to).ConfigureAwait(false);
            return;
        }

        string address = AddressOf(context);
        TimeSpan wait = guard.Take(name, address);
        if (wait > TimeSpan.Zero)
        {
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await PageAsync(context, StatusCodes.Status429TooManyRequests, SignInRefusal.Locked, name, to, wait).ConfigureAwait(false);
        }
        else if (staff.Verify(name, Text(form, "password", StaffAccounts.LongestPassword)) is { } account)
        {
            guard.Succeeded(name, address);
            await context.SignInAsync(StaffCookie.SchemeName, CallerPrincipal.Staff(account)).ConfigureAwait(false);
            context.Response.Redirect(to);
        }
        else
        {
            await PageAsync(context, StatusCodes.Status401Unauthorized, SignInRefusal.Wrong, name, to).ConfigureAwait(false);
        }
    }

    private async Task SignOutAsync(HttpContext context)
    {
        await FormAsync(context).ConfigureAwait(false);
        if (await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            await context.SignOutAsync(StaffCookie.SchemeName).ConfigureAwait(false);
        }

        context.Response.Redirect(Path);
    }

    private static Task PageAsync(HttpContext context, int status, SignInRefusal refusal, string name, string to, TimeSpan wait = default)
    {
        SecurityHeaders.AddPage(context.Response.Headers);
        Dictionary<string, object?> said = new()
        {
            [nameof(SignInPage.Refusal)] = refusal,
            [nameof(SignInPage.Name)] = name,
            [nameof(SignInPage.To)] = to,
            [nameof(SignInPage.Wait)] = wait,
        };
        return new RazorComponentResult<SignInPage>(said) { StatusCode = status }.ExecuteAsync(context);
    }

    /// <summary>Behind a proxy the peer is the proxy: then the address is the last that it added.</summary>
    private string AddressOf(HttpContext context)
    {
        string? told = options.BehindProxy ? context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() : null;
        System.Net.IPAddress? address = System.Net.IPAddress.TryParse(told, out System.Net.IPAddress? client) ? client : context.Connection.RemoteIpAddress;
        return CallRates.NetworkOf(address).ToString(CultureInfo.InvariantCulture);
    }

    internal static async Task<IFormCollection> FormAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > FormLength)
        {
            throw new ProblemException(ProblemCodes.Malformed, "A small form is expected.");
        }

        return await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
    }

    private static string Text(IFormCollection form, string field, int longest) => form[field].ToString() is var text && text.Length <= longest ? text : "";
}
