using Jifen.Silo.Security;

namespace Jifen.Silo.Hosting;

/// <summary>What a silo adds to its web application so that it serves the Dashboard.</summary>
internal static class DashboardHost
{
    /// <summary>The assembly whose build lists the static files, also where another program hosts the silo.</summary>
    public static string ApplicationName => typeof(DashboardHost).Assembly.GetName().Name!;

    public static void Build(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();

        // A build that is not published would else also serve, by an endpoint without a policy, whatever lies in the folders of its files.
        builder.Configuration.AddInMemoryCollection([new("ReloadStaticAssetsAtRuntime", "false")]);
    }

    public static void Map(WebApplication web) => web.MapStaticAssets().RequireAuthorization(AccessPolicies.Everybody);
}
