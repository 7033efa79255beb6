using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Jifen.Silo.Security;

/// <summary>
/// Tokens for client apps: JWT, HS256 only, subject = the brand's id of the member. Times are those of the given clock. Tokens that
/// were found good are remembered until they expire, at most <see cref="Remembered"/> of them twice over. Safe for threads.
/// </summary>
public sealed class PlayerTokens
{
    public const string Issuer = "jifen";

    public const string Audience = "jifen-api";

    /// <summary>Longest life of a token.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(10);

    /// <summary>Longest text that is looked at.</summary>
    public const int LongestText = 2_048;

    /// <summary>Good tokens of one generation that are remembered.</summary>
    public const int Remembered = 50_000;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestText, SetDefaultTimesOnTokenCreation = false };
    private readonly MemberKeys _members;
    private readonly TimeProvider _time;
    private readonly SigningCredentials _signing;
    private readonly TokenValidationParameters _validation;
    private volatile ConcurrentDictionary<string, Good> _young = new(StringComparer.Ordinal);
    private volatile ConcurrentDictionary<string, Good> _old = new(StringComparer.Ordinal);

    public PlayerTokens(SecretKeys keys, MemberKeys members, TimeProvider time)
    {
        (_members, _time) = (members, time);
        _signing = new(KeyOf(keys.CurrentTokenKey), SecurityAlgorithms.HmacSha256);
        SecurityKey[] known = [.. keys.TokenKeys.Select(KeyOf)];
        _validation = new()
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKeyResolver = (_, _, kid, _) => known.Where(key => key.KeyId == kid),
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, _) => IsAlive(from, to),
            ClockSkew = TimeSpan.Zero,
        };
    }

    /// <summary>A token for a member, and when it ends. The life is brought between <see cref="ShortestLife"/> and <see cref="LongestLife"/>.</summary>
    public (string Token, DateTimeOffset Expires) Issue(string memberId, TimeSpan life)
    {
        TimeSpan given = TimeSpan.FromTicks(Math.Clamp(life.Ticks, ShortestLife.Ticks, LongestLife.Ticks));
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset expires = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()) + given;
        string token = _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = expires.UtcDateTime,
            Claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = memberId },
            SigningCredentials = _signing,
        });
        return (token, expires);
    }

    /// <summary>The player whom a token is for, or null where it does not hold.</summary>
    public ValueTask<CallerPrincipal?> FindAsync(string token) =>
        Recall(token) is { } good
            ? ValueTask.FromResult(_time.GetUtcNow() < good.Expires ? good.Caller : null)
            : new(ValidateAsync(token));

    private Good? Recall(string token) =>
        _young.TryGetValue(token, out Good? good) || _old.TryGetValue(token, out good) ? good : null;

    private async Task<CallerPrincipal?> ValidateAsync(string text)
    {
        if (text.Length > LongestText)
        {
            return null;
        }

        TokenValidationResult result = await _handler.ValidateTokenAsync(text, _validation).ConfigureAwait(false);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken { Subject: { Length: > 0 } subject } token)
        {
            return null;
        }

        CallerPrincipal caller = CallerPrincipal.Player(subject, _members.Of(subject));
        Remember(text, new(caller, new(token.ValidTo, TimeSpan.Zero)));
        return caller;
    }

    /// <remarks>Two generations: when the young one is full it becomes the old one, which is forgotten whole.</remarks>
    private void Remember(string token, Good good)
    {
        if (_young.Count >= Remembered)
        {
            _old = _young;
            _young = new(StringComparer.Ordinal);
        }

        _young[token] = good;
    }

    private bool IsAlive(DateTime? from, DateTime? to)
    {
        DateTime now = _time.GetUtcNow().UtcDateTime;
        return from is { } begun && to is { } end && begun <= now.AddSeconds(1) && now < end && end - begun <= LongestLife + TimeSpan.FromSeconds(1);
    }

    private static SymmetricSecurityKey KeyOf(SecretKey key) => new(key.Bytes) { KeyId = key.Id };

    private sealed record Good(CallerPrincipal Caller, DateTimeOffset Expires);
}
