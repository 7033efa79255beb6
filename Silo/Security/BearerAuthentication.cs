using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Jifen.Silo.Security;

/// <summary>Finds out who calls by <c>Authorization: Bearer</c>: a server key, else a player token.</summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ServerKeys keys, PlayerTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    private const string Word = "Bearer ";

    private static readonly Task<AuthenticateResult> Nobody = Task.FromResult(AuthenticateResult.NoResult());

    private static readonly Task<AuthenticateResult> Unknown = Task.FromResult(AuthenticateResult.Fail("unknown bearer"));

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? header = Request.Headers.Authorization;
        if (header is null || !header.StartsWith(Word, StringComparison.OrdinalIgnoreCase))
        {
            return Nobody;
        }

        if (keys.Find(header.AsSpan(Word.Length)) is { } server)
        {
            return Task.FromResult(Success(server));
        }

        ValueTask<CallerPrincipal?> player = tokens.FindAsync(header[Word.Length..]);
        return player.IsCompletedSuccessfully ? Outcome(player.GetAwaiter().GetResult()) : Await(player);
    }

    private async Task<AuthenticateResult> Await(ValueTask<CallerPrincipal?> player) => await Outcome(await player.ConfigureAwait(false)).ConfigureAwait(false);

    private Task<AuthenticateResult> Outcome(CallerPrincipal? player) => player is null ? Unknown : Task.FromResult(Success(player));

    private AuthenticateResult Success(CallerPrincipal caller) => AuthenticateResult.Success(new(caller, Scheme.Name));
}
