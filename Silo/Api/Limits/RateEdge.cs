using System.Globalization;

namespace Jifen.Silo.Api;

/// <summary>Refuses who calls too often, before anything is done for the call. Nothing waits.</summary>
internal sealed class RateEdge(RequestDelegate next, CallRates rates)
{
    public Task InvokeAsync(HttpContext context)
    {
        bool counts = context.GetEndpoint()?.Metadata.GetMetadata<NotRateLimited>() is null;
        TimeSpan wait = counts ? rates.Take(context) : TimeSpan.Zero;
        return wait == TimeSpan.Zero ? next(context) : Refuse(context, wait);
    }

    private static Task Refuse(HttpContext context, TimeSpan wait)
    {
        int seconds = (int)Math.Ceiling(wait.TotalSeconds);
        Problem problem = Problem.Of(ProblemCodes.RateLimited, string.Create(CultureInfo.InvariantCulture, $"Call again in {seconds} s."));
        return ProblemWriter.Write(context, problem with { Kind = problem.Kind with { RetryAfter = seconds } });
    }
}

/// <summary>
/// Marks an endpoint that may always be called: a probe, for a healthy silo would be ended where it is refused; and a file, which is the same for
/// everybody, costs less than a refusal saves, and of which a page needs all at once.
/// </summary>
internal sealed class NotRateLimited
{
    public static NotRateLimited Mark { get; } = new();
}
