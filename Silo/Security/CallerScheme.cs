namespace Jifen.Silo.Security;

/// <summary>How a caller shows who it is: a bearer where the call has one, else the cookie of a sign-in.</summary>
internal static class CallerScheme
{
    public const string Name = "Caller";

    public static string Choose(HttpContext context) =>
        context.Request.Headers.ContainsKey("Authorization") || !context.Request.Cookies.ContainsKey(StaffCookie.CookieName)
            ? BearerAuthentication.SchemeName
            : StaffCookie.SchemeName;
}
