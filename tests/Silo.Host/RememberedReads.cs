using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jifen.Silo.Host;

/// <summary>A planted fault: an edge that keeps the answers to reads for a while, as a proxy that was set up wrongly does.</summary>
internal static class RememberedReads
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMilliseconds(500);

    public static void Use(WebApplication web, PlantedFault fault)
    {
        ConcurrentDictionary<string, (long Since, byte[] Body)> kept = new(StringComparer.Ordinal);
        if (fault == PlantedFault.ReadsRemembered)
        {
            web.Use((context, next) => context.Request.Path.StartsWithSegments("/v1/members", StringComparison.Ordinal) && HttpMethods.IsGet(context.Request.Method)
                ? AnswerAsync(context, next, kept)
                : next(context));
        }
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next, ConcurrentDictionary<string, (long Since, byte[] Body)> kept)
    {
        string asked = context.Request.Path + context.Request.QueryString;
        if (!kept.TryGetValue(asked, out (long Since, byte[] Body) answer) || TimeProvider.System.GetElapsedTime(answer.Since) > KeptFor)
        {
            answer = (TimeProvider.System.GetTimestamp(), await BodyAsync(context, next).ConfigureAwait(false));
            if (context.Response.StatusCode == StatusCodes.Status200OK)
            {
                kept[asked] = answer;
            }
        }

        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Lets the silo answer, and catches what it says.</summary>
    private static async Task<byte[]> BodyAsync(HttpContext context, RequestDelegate next)
    {
        Stream outside = context.Response.Body;
        using MemoryStream caught = new();
        context.Response.Body = caught;
        try
        {
            await next(context).ConfigureAwait(false);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            context.Response.Body = outside;
        }

        return caught.ToArray();
    }
}
