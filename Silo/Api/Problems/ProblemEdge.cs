using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;

namespace Jifen.Silo.Api;

/// <summary>The outer edge of every call: turns what was thrown into a problem. No stack trace leaves the process.</summary>
internal sealed partial class ProblemEdge(RequestDelegate next, ILogger<ProblemEdge> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (ProblemException known)
        {
            await Tell(context, known.Problem).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            Problem problem = bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? Problem.Of(ProblemCodes.TooLarge, "The body is larger than this endpoint takes.")
                : Problem.Of(ProblemCodes.Malformed, "The body could not be read as HTTP.");
            await Tell(context, problem).ConfigureAwait(false);
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is OperationCanceledException or IOException)
        {
            context.Abort();
        }
#pragma warning disable CA1031 // the edge: whatever else was thrown becomes a 500 with nothing in it
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFault(log, context.TraceIdentifier, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, fault);
            await Tell(context, Problem.Of(ProblemCodes.Internal, "The call failed; the trace id finds it in the log.")).ConfigureAwait(false);
        }
    }

    private static Task Tell(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
        {
            context.Features.Get<IHttpRequestLifetimeFeature>()?.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        SecurityHeaders.Add(context.Response.Headers);
        return ProblemWriter.Write(context, problem);
    }

    [LoggerMessage(1, LogLevel.Error, "A call failed: trace {TraceId}, endpoint {Endpoint}")]
    private static partial void LogFault(ILogger log, string traceId, string? endpoint, Exception fault);
}

/// <summary>
/// Says 401 and 403 as problems; who opens a page of the Dashboard is led to the sign-in. What is no endpoint of ours goes on and becomes 404
/// or 405.
/// </summary>
internal sealed class ProblemAuthorization : IAuthorizationMiddlewareResultHandler
{
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || context.GetEndpoint() is not RouteEndpoint)
        {
            return next(context);
        }

        if (context.User.Identity?.IsAuthenticated is not true && context.GetEndpoint()!.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            context.Response.Redirect(SignInResource.PathFor(context.Request.Path));
            return Task.CompletedTask;
        }

        return ProblemWriter.Write(context, context.User.Identity?.IsAuthenticated is true
            ? Problem.Of(ProblemCodes.Forbidden, "The caller's key or token does not allow this.")
            : Problem.Of(ProblemCodes.Unauthenticated, "A valid server key or player token is needed."));
    }
}
