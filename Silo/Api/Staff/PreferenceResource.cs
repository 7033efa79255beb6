using Jifen.Dashboard.Shell;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Localization;

namespace Jifen.Silo.Api;

/// <summary>Language and appearance, kept by the browser in cookies; and the way from the bare address to the first page.</summary>
internal sealed class PreferenceResource(IAntiforgery antiforgery, SiloOptions options) : IResource
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/", static context =>
        {
            context.Response.Redirect(LocalPath.Of(null));
            return Task.CompletedTask;
        }).RequireAuthorization(AccessPolicies.Everybody).WithMetadata(NotRateLimited.Mark);
        routes.MapPost(Preferences.Path, SetAsync).RequireAuthorization(AccessPolicies.Everybody);
    }

    private async Task SetAsync(HttpContext context)
    {
        IFormCollection form = await SignInResource.FormAsync(context).ConfigureAwait(false);
        if (await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            if (Preferences.Languages.Contains(form[Preferences.Language].ToString()))
            {
                Keep(context, Preferences.LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new(form[Preferences.Language].ToString())));
            }

            if (Preferences.Themes.Contains(form[Preferences.Theme].ToString()))
            {
                Keep(context, Preferences.ThemeCookie, form[Preferences.Theme].ToString());
            }
        }

        context.Response.Redirect(LocalPath.Of(form["to"]));
    }

    private void Keep(HttpContext context, string cookie, string value) => context.Response.Cookies.Append(cookie, value, new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = options.BehindProxy || context.Request.IsHttps,
        MaxAge = Kept,
        IsEssential = true,
    });
}
