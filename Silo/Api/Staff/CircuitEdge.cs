namespace Jifen.Silo.Api;

/// <summary>
/// Bounds how many pages of the Dashboard are connected at once: each holds memory and is told of every second. A page is refused when it
/// asks how to connect, because the status of a refused connection is hidden from its script.
/// </summary>
internal sealed class CircuitEdge(ApiLimits limits) : IMiddleware
{
    private static readonly PathString Circuit = "/_blazor";
    private static readonly PathString Negotiation = "/_blazor/negotiate";

    private int _open;

    public Task InvokeAsync(HttpContext context, RequestDelegate next) =>
        context.Request.Path == Circuit ? Connect(context, next)
        : context.Request.Path == Negotiation && Volatile.Read(ref _open) >= limits.Circuits ? Refuse(context)
        : next(context);

    private async Task Connect(HttpContext context, RequestDelegate next)
    {
        try
        {
            Task answer = Interlocked.Increment(ref _open) > limits.Circuits ? Refuse(context) : next(context);
            await answer.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private static Task Refuse(HttpContext context) =>
        ProblemWriter.Write(context, Problem.Of(ProblemCodes.StreamLimit, "As many pages are open as the limit allows."));
}
