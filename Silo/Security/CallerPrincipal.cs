using System.Collections.Frozen;
using System.Security.Claims;

namespace Jifen.Silo.Security;

/// <summary>
/// Who calls: the brand's back end by a server key, one player by a token, or a person of the brand by the cookie of a sign-in. Immutable,
/// shared by the calls of its holder.
/// </summary>
public sealed class CallerPrincipal : ClaimsPrincipal
{
    private readonly FrozenSet<string> _scopes;

    private CallerPrincipal(string id, string scheme, FrozenSet<string> scopes, string? memberId, MemberKey? member)
        : base(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, id)], scheme)) =>
        (_scopes, MemberId, Member, Actor) = (scopes, memberId, member, $"{scheme}:{id}");

    private CallerPrincipal(StaffAccount account)
        : base(new ClaimsIdentity(
            [new(ClaimTypes.Name, account.Name), new(StampClaim, account.Stamp)], StaffScheme, ClaimTypes.Name, ClaimTypes.Role)) =>
        (_scopes, Actor, StaffMember) = (account.Role.ScopesOf(), $"{StaffScheme}:{account.Name}", account);

    /// <summary>Claim that ties a session to the account as it was when the session began.</summary>
    public const string StampClaim = "stamp";

    private const string StaffScheme = "staff";

    /// <summary>The brand's id of the player; null for a server key.</summary>
    public string? MemberId { get; }

    /// <summary>The player as the engine knows it; null for a server key.</summary>
    public MemberKey? Member { get; }

    public bool IsPlayer => Member is not null;

    /// <summary>The account of a person of the brand; null for server keys and players.</summary>
    public StaffAccount? StaffMember { get; }

    /// <summary>Names a server key or a person in the journal, such as <c>key:4f1a…</c> or <c>staff:ann</c>. Never used for players.</summary>
    public string Actor { get; }

    public static CallerPrincipal Server(ServerKey key) => new(key.Id, "key", key.Scopes.ToFrozenSet(StringComparer.Ordinal), null, null);

    public static CallerPrincipal Player(string memberId, MemberKey member) => new(memberId, "player", FrozenSet<string>.Empty, memberId, member);

    public static CallerPrincipal Staff(StaffAccount account) => new(account);

    public bool Has(string scope) => _scopes.Contains(scope);
}
