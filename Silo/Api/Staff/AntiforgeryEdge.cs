using Jifen.Silo.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace Jifen.Silo.Api;

/// <summary>
/// Lets a call that changes something by the cookie of a sign-in through only with its anti-forgery token: a browser sends the cookie by itself,
/// the token only the page that was given it.
/// </summary>
internal sealed class AntiforgeryEdge(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        bool changes = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if (changes && context.User is CallerPrincipal { StaffMember: not null } && context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal)
            && !await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false))
        {
            await ProblemWriter.Write(
                context, Problem.Of(ProblemCodes.Forbidden, $"The header {StaffCookie.AntiforgeryHeader} is missing or old.")).ConfigureAwait(false);
            return;
        }

        await next(context).ConfigureAwait(false);
    }
}
