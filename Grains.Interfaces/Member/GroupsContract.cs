namespace Jifen.Grains.Interfaces;

/// <summary>The brand says in which groups a member is, in place of those before.</summary>
public sealed record SetGroups(MemberKey Member, MemberGroups Groups) : ShardInput;

/// <summary>The record's member is in these groups from this record on.</summary>
public sealed record GroupsSet(MemberGroups Groups) : GrainEvent;

/// <summary>Where the brand counts a member. The journal holds these ids, so they name groups and nobody in them.</summary>
/// <param name="Region">Null for none.</param>
/// <param name="Segments">Sorted, each once, at most <see cref="MostSegments"/>.</param>
public sealed record MemberGroups(string? Region, IReadOnlyList<string> Segments)
{
    /// <summary>Segments of a member at most.</summary>
    public const int MostSegments = 20;

    public static MemberGroups None { get; } = new(null, []);

    public bool Equals(MemberGroups? other) => other is not null && Region == other.Region && Segments.SequenceEqual(other.Segments, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Region, Segments.Count);
}
