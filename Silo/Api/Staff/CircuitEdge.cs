namespace Jifen.Silo.Api;

/// <summary>Bounds how many pages of the Dashboard are connected at once: each holds memory and is told of every second.</summary>
internal sealed class CircuitEdge(ApiLimits limits) : IMiddleware
{
    private static readonly PathString Circuit = "/_blazor";

    private int _open;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != Circuit)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        try
        {
            if (Interlocked.Increment(ref _open) > limits.Circuits)
            {
                await ProblemWriter.Write(context, Problem.Of(ProblemCodes.StreamLimit, "As many pages are open as the limit allows.")).ConfigureAwait(false);
                return;
            }

            await next(context).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }
}
