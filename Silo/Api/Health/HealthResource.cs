using Jifen.Silo.Hosting;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Probes: whether the process lives, and whether it serves.</summary>
internal sealed class HealthResource(SiloReadiness readiness) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/health/live", Live).RequireAuthorization(AccessPolicies.Everybody).WithMetadata(NotRateLimited.Mark);
        routes.MapPage("/health/ready", Ready).RequireAuthorization(AccessPolicies.Everybody).WithMetadata(NotRateLimited.Mark);
    }

    private static Task Live(HttpContext context) => Say(context, "live");

    private Task Ready(HttpContext context) => readiness.IsReady
        ? Say(context, "ready")
        : throw new ProblemException(ProblemCodes.NotReady, readiness.Reason);

    private static Task Say(HttpContext context, string state) => JsonResponse.Write(context, StatusCodes.Status200OK, state, static (json, state) =>
    {
        json.WriteStartObject();
        json.WriteString("status"u8, state);
        json.WriteEndObject();
    });
}
