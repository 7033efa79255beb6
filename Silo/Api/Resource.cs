using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Endpoints of one resource.</summary>
internal interface IResource
{
    void Map(IEndpointRouteBuilder routes);
}

/// <summary>Who calls, and for which member.</summary>
internal static class Callers
{
    /// <summary>The caller. Endpoints that need one let nobody else through.</summary>
    public static CallerPrincipal Caller(this HttpContext context) =>
        context.User as CallerPrincipal ?? throw new ProblemException(ProblemCodes.Unauthenticated, "A valid server key or player token is needed.");

    /// <summary>The member that a call acts for: a player for itself, a server key for the one it names.</summary>
    /// <param name="named">What the request names, or null.</param>
    public static (string Id, MemberKey Key) ActsFor(this HttpContext context, string? named, string field, MemberKeys keys)
    {
        CallerPrincipal caller = context.Caller();
        if (caller is { MemberId: { } own, Member: { } member })
        {
            return named is null
                ? (own, member)
                : throw new ProblemException(ProblemCodes.Forbidden, $"{field} is for server keys; a player acts for itself.", field);
        }

        string id = Field.Id(named, field);
        return (id, keys.Of(id));
    }

    public static string Route(this HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";
}
