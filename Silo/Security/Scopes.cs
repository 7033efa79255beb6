using System.Collections.Frozen;

namespace Jifen.Silo.Security;

/// <summary>What a server key may be used for. A key holds any set of them; <see cref="Admin"/> does not include the others.</summary>
public static class Scopes
{
    /// <summary>Enrol members and read them.</summary>
    public const string Members = "members";

    /// <summary>Make player tokens.</summary>
    public const string Tokens = "tokens";

    /// <summary>Report activities.</summary>
    public const string Activities = "activities";

    /// <summary>Import activities and members with what they bring along.</summary>
    public const string Imports = "imports";

    /// <summary>See lotteries and play them in a member's name.</summary>
    public const string Plays = "plays";

    /// <summary>See what is left of prizes.</summary>
    public const string Stock = "stock";

    /// <summary>Upload coupon codes, and see the prizes of members with their codes.</summary>
    public const string Prizes = "prizes";

    /// <summary>Read and publish the programme document.</summary>
    public const string Catalogue = "catalogue";

    /// <summary>Pause and resume campaigns and lotteries, and accept the clock.</summary>
    public const string Control = "control";

    /// <summary>Make, list and revoke server keys.</summary>
    public const string Admin = "admin";

    /// <summary>Watch everything that happens, members masked.</summary>
    public const string Staff = "staff";

    public static FrozenSet<string> All { get; } =
        new[] { Members, Tokens, Activities, Imports, Plays, Stock, Prizes, Catalogue, Control, Admin, Staff }.ToFrozenSet(StringComparer.Ordinal);
}
