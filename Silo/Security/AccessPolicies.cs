using Jifen.Dashboard.Shell;
using Microsoft.AspNetCore.Authorization;

namespace Jifen.Silo.Security;

/// <summary>The policies that endpoints name. An endpoint without one is denied to everybody.</summary>
public static class AccessPolicies
{
    /// <summary>Anybody, signed in or not.</summary>
    public const string Everybody = "everybody";

    /// <summary>Players, each for itself, and server keys with a scope.</summary>
    public static string PlayerOr(string scope) => $"player-or-{scope}";

    /// <summary>Server keys with a scope.</summary>
    public static string Server(string scope) => $"server-{scope}";

    internal static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Everybody, policy => policy.AddRequirements(new AccessRequirement(AnyScope, Players: true, Strangers: true)));
        foreach (string scope in Scopes.All)
        {
            options.AddPolicy(PlayerOr(scope), policy => policy.AddRequirements(new AccessRequirement(scope, Players: true, Strangers: false)));
            options.AddPolicy(Server(scope), policy => policy.AddRequirements(new AccessRequirement(scope, Players: false, Strangers: false)));
        }

        options.AddPolicy(StaffPolicies.See, policy => policy.AddRequirements(new AccessRequirement(Scopes.Staff, Players: false, Strangers: false, Persons: true)));
        options.AddPolicy(StaffPolicies.Operate, policy => policy.AddRequirements(new AccessRequirement(Scopes.Control, Players: false, Strangers: false, Persons: true)));
        options.AddPolicy(StaffPolicies.Goods, policy => policy.AddRequirements(new AccessRequirement(Scopes.Prizes, Players: false, Strangers: false, Persons: true)));
        options.FallbackPolicy = new AuthorizationPolicyBuilder(BearerAuthentication.SchemeName).AddRequirements(new NobodyRequirement()).Build();
    }

    internal const string AnyScope = "*";
}

/// <param name="Scope">What a server key must hold, and the role of a person of the brand.</param>
/// <param name="Persons">Only persons who signed in: a page is no endpoint for a back end.</param>
internal sealed record AccessRequirement(string Scope, bool Players, bool Strangers, bool Persons = false) : IAuthorizationRequirement;

/// <summary>Met by nobody.</summary>
internal sealed record NobodyRequirement : IAuthorizationRequirement;
