using System.Collections.Frozen;
using Jifen.Silo.Security;
using Microsoft.Net.Http.Headers;

namespace Jifen.Silo.Api;

/// <summary>The player page and the files of <c>Widgets/</c>. They hold nothing that is anybody's, so everybody may read them.</summary>
internal sealed class PageResource : IResource
{
    private const string PlayerPage = "play/index.html";
    private const string FairPage = "fairness/index.html";
    private const string Fair = "/fair";
    private const string DemoPage = "demo/index.html";

    /// <summary>Widgets with a demo page of their own, <c>/widgets/NAME</c>; the page itself knows what it shows.</summary>
    private static readonly FrozenSet<string> Shown = FrozenSet.Create(
        StringComparer.Ordinal, "", "wheel", "scratch", "draw", "streak", "challenges", "badges", "leaderboard", "wallet", "limits");

    /// <summary>Scripts, styles and images of this silo only; nothing inline, nothing remote.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void Map(IEndpointRouteBuilder routes)
    {
        MapFile(routes, "/play", context => Send(context, PlayerPage));
        MapFile(routes, Fair, context => Send(context, FairPage));
        MapFile(routes, "/widgets/{**file}", context => Sent(context, context.Route("file")));
    }

    private static void MapFile(IEndpointRouteBuilder routes, string pattern, RequestDelegate send) =>
        routes.MapPage(pattern, send).RequireAuthorization(AccessPolicies.Everybody).WithMetadata(NotRateLimited.Mark).ExcludeFromDescription();

    /// <summary>A file, or the page that shows a widget; where the page on fairness was, the way to where it is.</summary>
    private static Task Sent(HttpContext context, string path)
    {
        if (path is not ("fairness" or FairPage))
        {
            return Send(context, Shown.Contains(path) ? DemoPage : path);
        }

        context.Response.Redirect(Fair, permanent: true);
        return Task.CompletedTask;
    }

    /// <remarks>Browsers keep the files and ask each time whether they are still right, so that modules of two versions never meet.</remarks>
    private static async Task Send(HttpContext context, string path)
    {
        if (!PageFile.All.TryGetValue(path, out PageFile? file))
        {
            await ProblemWriter.Write(context, Problem.Of(ProblemCodes.NotFound, "There is no such file.")).ConfigureAwait(false);
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.CacheControl = "no-cache";
        headers.ETag = file.Tag.ToString();
        headers.AccessControlAllowOrigin = "*";
        if (IsKnown(context.Request, file))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = file.ContentType;
        context.Response.ContentLength = file.Bytes.Length;
        await context.Response.BodyWriter.WriteAsync(file.Bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private static bool IsKnown(HttpRequest request, PageFile file) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? known)
        && known.Any(tag => tag.Compare(file.Tag, useStrongComparison: false));
}
