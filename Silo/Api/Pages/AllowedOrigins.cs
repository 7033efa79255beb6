using Jifen.Silo.Hosting;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <summary>What pages of other origins may do: with a token of their own, what any client may, where the setting <c>origins</c> names them.</summary>
internal static class AllowedOrigins
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public static void Add(CorsOptions cors, SiloOptions options) => cors.AddDefaultPolicy(policy => policy
        .WithOrigins([.. options.Origins])
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Put, HttpMethods.Delete)
        .WithHeaders(HeaderNames.Authorization, HeaderNames.ContentType, RequestKeys.Header, Position.Header, LiveResource.LastEvent)
        .WithExposedHeaders(HeaderNames.RetryAfter, RequestKeys.Replayed, Position.Header)
        .SetPreflightMaxAge(Remembered));
}
