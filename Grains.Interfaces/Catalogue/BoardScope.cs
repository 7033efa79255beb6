namespace Jifen.Grains.Interfaces;

/// <summary>Whose scores a board counts. Each list that is not empty must hold the member; the lists are sorted.</summary>
/// <param name="Segments">One of the member's segments is enough.</param>
/// <param name="Tiers">Who has no tier is in none of them.</param>
public sealed record BoardScope(IReadOnlyList<string> Regions, IReadOnlyList<string> Segments, IReadOnlyList<string> Tiers)
{
    /// <summary>Whether a member is in it now.</summary>
    public bool Holds(MemberGroups groups, string? tier) =>
        Named(Regions, groups.Region) && Named(Tiers, tier) && (Segments.Count == 0 || groups.Segments.Any(segment => Named(Segments, segment)));

    public bool Equals(BoardScope? other) => other is not null
        && Regions.SequenceEqual(other.Regions, StringComparer.Ordinal) && Segments.SequenceEqual(other.Segments, StringComparer.Ordinal)
        && Tiers.SequenceEqual(other.Tiers, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Regions.Count, Segments.Count, Tiers.Count);

    private static bool Named(IReadOnlyList<string> ids, string? id) => ids.Count == 0 || (id is not null && ids.Contains(id, StringComparer.Ordinal));
}
