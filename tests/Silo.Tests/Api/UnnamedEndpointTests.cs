using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jifen.Silo.Tests.Api;

/// <summary>The control of the matrix: what names no policy is closed to everybody.</summary>
public sealed class UnnamedEndpointTests
{
    [Fact]
    public async Task An_endpoint_without_a_policy_is_denied_even_to_the_bootstrap_key()
    {
        await using TestSilo silo = await TestSilo.StartAsync(new() { Map = web => web.MapGet("/v1/forgotten", context => context.Response.WriteAsync("open")) });
        var stranger = await silo.SendAsync(HttpMethod.Get, "/v1/forgotten", null, null, null);
        var admin = await silo.GetAsync("/v1/forgotten");
        Assert.Equal((401, 403), (stranger.Status, admin.Status));
    }
}
