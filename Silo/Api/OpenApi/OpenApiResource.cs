using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Serves the description of the surface.</summary>
internal sealed class OpenApiResource : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        Lazy<byte[]> document = new(() => OpenApiDocument.Of(routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()));
        routes.MapPage("/openapi/v1.json", context => Send(context, document.Value)).RequireAuthorization(AccessPolicies.Everybody);
    }

    private static async Task Send(HttpContext context, byte[] document)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = document.Length;
        await context.Response.BodyWriter.WriteAsync(document, context.RequestAborted).ConfigureAwait(false);
    }
}
