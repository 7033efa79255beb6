using Jifen.Silo.Security;
using Microsoft.AspNetCore.Antiforgery;

namespace Jifen.Silo.Api;

/// <summary>Tells who the key or the cookie of a call is of; with a cookie, also the token that calls which change something must bring.</summary>
internal sealed class CallerResource(IAntiforgery antiforgery) : IResource
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/me", Show).RequireAuthorization(AccessPolicies.Server(Scopes.Staff));

    private Task Show(HttpContext context)
    {
        CallerPrincipal caller = context.Caller();
        string? token = caller.StaffMember is null ? null : antiforgery.GetAndStoreTokens(context).RequestToken;
        return JsonResponse.Write(context, StatusCodes.Status200OK, (caller, token), static (json, me) =>
        {
            json.WriteStartObject();
            json.WriteString("name"u8, me.caller.Actor);
            json.WriteStartArray("scopes"u8);
            foreach (string scope in Scopes.All.Where(me.caller.Has).Order(StringComparer.Ordinal))
            {
                json.WriteStringValue(scope);
            }

            json.WriteEndArray();
            if (me.token is not null)
            {
                json.WriteString("antiforgery"u8, me.token);
            }

            json.WriteEndObject();
        });
    }
}
