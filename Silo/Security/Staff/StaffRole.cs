using System.Collections.Frozen;

namespace Jifen.Silo.Security;

/// <summary>What a person of the brand may do; each role includes those before it.</summary>
public enum StaffRole
{
    /// <summary>Sees.</summary>
    Viewer,

    /// <summary>Also pauses campaigns and lets them go on, uploads coupon codes and sees the prizes of members.</summary>
    Operator,

    /// <summary>Also publishes programmes and looks after server keys.</summary>
    Admin,
}

internal static class StaffRoles
{
    private static readonly FrozenSet<string> Seen = FrozenSet.Create(StringComparer.Ordinal, Scopes.Staff, Scopes.Stock);
    private static readonly FrozenSet<string> Operated = FrozenSet.Create(StringComparer.Ordinal, [.. Seen, Scopes.Control, Scopes.Prizes]);
    private static readonly FrozenSet<string> Ruled = FrozenSet.Create(StringComparer.Ordinal, [.. Operated, Scopes.Catalogue, Scopes.Admin]);

    /// <summary>The role in the terms that endpoints ask for.</summary>
    public static FrozenSet<string> ScopesOf(this StaffRole role) => role switch
    {
        StaffRole.Viewer => Seen,
        StaffRole.Operator => Operated,
        StaffRole.Admin => Ruled,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "no such role"),
    };
}
