using Jifen.Dashboard.Shell;
using Jifen.Silo.Api;
using Jifen.Silo.Security;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.StaticAssets;
using Radzen;

namespace Jifen.Silo.Hosting;

/// <summary>What a silo adds to its web application so that it serves the Dashboard.</summary>
internal static class DashboardHost
{
    /// <summary>The assembly whose build lists the static files, also where another program hosts the silo.</summary>
    public static string ApplicationName => typeof(DashboardHost).Assembly.GetName().Name!;

    public static void Build(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.WebHost.UseStaticWebAssets();

        // A build that is not published would else also serve, by an endpoint without a policy, whatever lies in the folders of its files.
        builder.Configuration.AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", "false")]);
        ApiLimits limits = options.Limits;
        builder.Services.AddRazorComponents().AddInteractiveServerComponents(circuit =>
        {
            circuit.DisconnectedCircuitMaxRetained = limits.Circuits;
            circuit.DisconnectedCircuitRetentionPeriod = limits.CircuitAway;
        }).AddHubOptions(hub => hub.MaximumReceiveMessageSize = limits.CircuitMessageBytes);
        builder.Services.AddRadzenComponents();
        builder.Services.AddSingleton<CircuitEdge>();
    }

    /// <summary>Before the endpoint is chosen: the language of the visitor. The API speaks to programs and has none.</summary>
    public static void UseLanguage(WebApplication web) => web.UseWhen(
        static context => !context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal),
        static pages => pages.UseRequestLocalization(language =>
        {
            string[] languages = [.. Preferences.Languages];
            language.SetDefaultCulture(languages[0]).AddSupportedCultures(languages).AddSupportedUICultures(languages);
            language.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }, new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        }));

    /// <summary>After who calls is known and let in.</summary>
    public static void UsePages(WebApplication web)
    {
        web.UseAntiforgery();
        web.Use(static (context, next) =>
        {
            AddHeaders(context);
            return next(context);
        });
        web.UseMiddleware<CircuitEdge>();
    }

    public static void Map(WebApplication web)
    {
        web.MapStaticAssets().RequireAuthorization(AccessPolicies.Everybody).WithMetadata(NotRateLimited.Mark);
        web.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(static mode => mode.ContentSecurityFrameAncestorsPolicy = null)
            .WithStaticAssets()
            .RequireAuthorization(StaffPolicies.See)
            .Add(PageRoutes.AnswerHead);
    }

    private static void AddHeaders(HttpContext context)
    {
        EndpointMetadataCollection? endpoint = context.GetEndpoint()?.Metadata;
        if (endpoint?.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            SecurityHeaders.AddPage(context.Response.Headers);
        }
        else if (endpoint?.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            SecurityHeaders.AddFile(context.Response.Headers);
        }
    }
}
