using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Jifen.Silo.Security;

/// <summary>Finds out who calls by <c>Authorization: Bearer</c>: a server key, else a player token.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Bearers bearers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());

    private static readonly Task<AuthenticateResult> Unknown = Task.FromResult(AuthenticateResult.Fail("unknown bearer"));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (!Bearers.IsBearer(header))
        {
            return Nobody;
        }

        ValueTask<CallerPrincipal?> caller = bearers.FindAsync(header);
        return caller.IsCompletedSuccessfully ? Outcome(caller.GetAwaiter().GetResult()) : Await(caller);
    }

    private async Task<AuthenticateResult> Await(ValueTask<CallerPrincipal?> caller) => await Outcome(await caller.ConfigureAwait(false)).ConfigureAwait(false);

    private Task<AuthenticateResult> Outcome(CallerPrincipal? caller) => caller is null ? Unknown : Task.FromResult(Success(caller));

    private AuthenticateResult Success(CallerPrincipal caller) => AuthenticateResult.Success(new(caller, Scheme.Name));
}
