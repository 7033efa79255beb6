using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jifen.Silo.Host;

/// <summary>Where the answer of a call lies in the response's buffer and has not been sent.</summary>
internal static class AnswerEdge
{
    public static void Use(WebApplication web, KillSwitch kill) => web.Use(async (context, next) =>
    {
        await next(context).ConfigureAwait(false);
        if (HttpMethods.IsPost(context.Request.Method))
        {
            kill.Pass(KillPoint.BeforeAnswer);
        }
    });
}
