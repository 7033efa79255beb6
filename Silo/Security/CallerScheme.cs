using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Jifen.Silo.Security;

/// <summary>How a caller shows who it is: a bearer where the call has one, else the cookie of a sign-in.</summary>
internal static class CallerScheme
{
    public const string Name = "Caller";

    /// <summary>Adds who may call, and how the caller shows that, to a web application.</summary>
    /// <returns>For further schemes.</returns>
    public static AuthenticationBuilder AddTo(IServiceCollection services)
    {
        services.AddWebEncoders();
        services.AddSingleton<Bearers>();
        services.AddAuthorization(AccessPolicies.Add);
        services.AddSingleton<IAuthorizationHandler, AccessCheck>();
        return new AuthenticationBuilder(services.AddAuthenticationCore(static scheme => scheme.DefaultScheme = Name))
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null)
            .AddPolicyScheme(Name, null, static scheme => scheme.ForwardDefaultSelector = Choose);
    }

    private static string Choose(HttpContext context) =>
        context.Request.Headers.ContainsKey("Authorization") || !context.Request.Cookies.ContainsKey(StaffCookie.CookieName)
            ? BearerAuthentication.SchemeName
            : StaffCookie.SchemeName;
}
