using Microsoft.AspNetCore.Components.Endpoints;

namespace Jifen.Silo.Api;

/// <summary>Pages, files and probes answer HEAD as they answer GET, without the body: link checkers, previews and uptime monitors ask so.</summary>
internal static class PageRoutes
{
    private static readonly string[] Reads = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps what a browser or a monitor reads.</summary>
    public static IEndpointConventionBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, RequestDelegate send) =>
        routes.MapMethods(pattern, Reads, send);

    /// <summary>Adds HEAD to the endpoint of a component's page.</summary>
    public static void AnswerHead(EndpointBuilder endpoint)
    {
        if (endpoint.Metadata.OfType<ComponentTypeMetadata>().Any() && endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods)
        {
            endpoint.Metadata.Remove(methods);
            endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head]));
        }
    }
}
