using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jifen.Dashboard.Tests.Player;

/// <summary>A brand's own site, of another origin than the silo: one page, and the token that its back end gives.</summary>
internal sealed class BrandPage : IAsyncDisposable
{
    private readonly WebApplication _web;
    private string _token = "";
    private string _page = "";

    private BrandPage(WebApplication web) => _web = web;

    public string Origin => _web.Urls.Single();

    public static async Task<BrandPage> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        BrandPage brand = new(builder.Build());
        brand._web.MapGet("/", () => Results.Content(brand._page, "text/html; charset=utf-8"));
        brand._web.MapGet("/my-backend/player-token", () => Results.Text(brand._token));
        await brand._web.StartAsync();
        return brand;
    }

    public void Serve(string token, string page) => (_token, _page) = (token, page);

    public ValueTask DisposeAsync() => _web.DisposeAsync();
}
