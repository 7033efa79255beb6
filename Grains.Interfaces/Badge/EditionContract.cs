namespace Jifen.Grains.Interfaces;

/// <summary>
/// A badge that only so many members get is a treasury of numbered units (PROTOCOL section 2), from 0 on in the order in which the treasury
/// grants them. Where a message or a treasury names a lottery, the edition is called <c>edition:</c> and the badge's id, which no lottery's
/// id can be.
/// </summary>
public static class EditionName
{
    /// <summary>What stands for the segment.</summary>
    public const string Segment = "badges";

    private const string Prefix = "edition:";

    public static string Of(string badge) => Prefix + badge;

    public static bool Is(string lottery) => lottery.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The badge whose edition is called so.</summary>
    public static string BadgeOf(string name) => name[Prefix.Length..];
}

/// <summary>Due-time of the member's shard: a unit of the edition came in for the member, or the treasury said that none is left.</summary>
/// <param name="Play">The record in which the member reached the badge.</param>
public sealed record GiveBadge(MemberKey Member, string Badge, PlayId Play) : ShardInput;

/// <summary>The member has met the criteria of a badge of a limited edition, and waits for what the treasury says.</summary>
public sealed record EditionAwaited(string Badge) : GrainEvent;

/// <summary>The member has met the criteria of a badge of a limited edition when none was left anywhere.</summary>
public sealed record EditionMissed(string Badge) : GrainEvent;

/// <summary>How a member stands to a limited edition.</summary>
public enum EditionStanding
{
    /// <summary>The member is not there yet.</summary>
    Open,

    /// <summary>The member is there, and waits for what the treasury says.</summary>
    Awaited,

    /// <summary>The member has one.</summary>
    Held,

    /// <summary>None was left when the member was there.</summary>
    Missed,
}

/// <param name="Limit">Members who get the badge at most.</param>
/// <param name="Number">Which one the member has, from 1 on; null where it has none.</param>
public sealed record EditionView(long Limit, EditionStanding Standing, long? Number);
