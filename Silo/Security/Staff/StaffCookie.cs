using System.Security.Claims;
using Jifen.Silo.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Jifen.Silo.Security;

/// <summary>The session of a person of the brand: an encrypted cookie that scripts cannot read and other sites cannot send.</summary>
internal static class StaffCookie
{
    public const string SchemeName = "Staff";

    public const string CookieName = "jifen-staff";

    public const string AntiforgeryName = "jifen-antiforgery";

    /// <summary>Header in which a call to the API by cookie brings its anti-forgery token.</summary>
    public const string AntiforgeryHeader = "Jifen-Antiforgery";

    /// <summary>Folder, in the data folder, of the keys that cookies are encrypted with. The keys' files are their owner's only.</summary>
    public const string KeyFolder = "dashboard-keys";

    /// <param name="shared">Where the silos of a cluster keep these keys; null keeps them in the data folder.</param>
    public static void Add(IServiceCollection services, SiloOptions options, ISharedDocuments? shared)
    {
        CookieSecurePolicy secure = options.BehindProxy ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        IDataProtectionBuilder protection = services.AddDataProtection().SetApplicationName("jifen");
        if (shared is null)
        {
            protection.PersistKeysToFileSystem(new(Path.Combine(options.DataFolder, KeyFolder)));
        }
        else
        {
            services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new SharedCookieKeys(shared));
        }

        services.AddAntiforgery(forgery =>
        {
            (forgery.Cookie.Name, forgery.Cookie.SameSite, forgery.Cookie.SecurePolicy) = (AntiforgeryName, SameSiteMode.Strict, secure);
            (forgery.HeaderName, forgery.SuppressXFrameOptionsHeader) = (AntiforgeryHeader, true);
        });
        new AuthenticationBuilder(services).AddCookie(SchemeName, cookie =>
        {
            (cookie.Cookie.Name, cookie.Cookie.HttpOnly) = (CookieName, true);
            (cookie.Cookie.SameSite, cookie.Cookie.SecurePolicy) = (SameSiteMode.Strict, secure);
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (options.Limits.StaffSession, true);
            cookie.Events.OnValidatePrincipal = Validate;
        });
    }

    /// <summary>Takes the account as it is now; a session whose account has gone or has another stamp is over.</summary>
    private static Task Validate(CookieValidatePrincipalContext context)
    {
        StaffAccounts accounts = context.HttpContext.RequestServices.GetRequiredService<StaffAccounts>();
        if (Current(accounts, context.Principal) is { } account)
        {
            context.ReplacePrincipal(CallerPrincipal.Staff(account));
        }
        else
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    /// <summary>The account of a session as it is now; null where the session is over.</summary>
    public static StaffAccount? Current(StaffAccounts accounts, ClaimsPrincipal? session) =>
        session?.Identity?.Name is { } name && accounts.Find(name) is { } account
        && session.HasClaim(CallerPrincipal.StampClaim, account.Stamp) ? account : null;
}
