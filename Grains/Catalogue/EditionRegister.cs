using Jifen.Grains.Catalogue.Reading;

namespace Jifen.Grains.Catalogue;

/// <summary>
/// Which badges of a version and of all before it are limited, and to how many members. Whether a badge has a limit is said by the version
/// that first brings it; a later one may raise the limit, never lower it, take it off or add it: else more members would have the badge
/// than its limit says.
/// </summary>
public sealed class EditionRegister
{
    private readonly SortedDictionary<string, long?> _first;

    private EditionRegister(SortedDictionary<string, long?> first) => _first = first;

    /// <summary>No badge has been brought.</summary>
    public static EditionRegister Empty { get; } = new(new(StringComparer.Ordinal));

    /// <summary>Badges that are limited, by id.</summary>
    public IEnumerable<(string Badge, long Limit)> Limits => _first.Where(badge => badge.Value is not null).Select(badge => (badge.Key, badge.Value!.Value));

    /// <summary>Members who get the badge at most; null for no limit, and for a badge that no version has brought.</summary>
    public long? LimitOf(string badge) => _first.GetValueOrDefault(badge);

    /// <summary>Whether a version may bring the badge as it stands in a document.</summary>
    public bool Allows(BadgeDocument badge) =>
        !_first.TryGetValue(badge.Id, out long? limit) || (limit is null ? badge.Limit is null : badge.Limit >= limit);

    /// <summary>What a further version may not bring.</summary>
    public IReadOnlyList<ProgrammeError> Errors(ProgrammeDocument next)
    {
        ErrorList errors = new();
        for (int i = 0; i < next.Badges.Count; i++)
        {
            if (!Allows(next.Badges[i]))
            {
                errors.Add($"badges[{i}].limit", Fault.LimitFixed);
            }
        }

        return errors.Errors;
    }

    /// <summary>With the badges that a further version brings.</summary>
    internal EditionRegister With(IEnumerable<BadgeDocument> badges)
    {
        SortedDictionary<string, long?> all = new(_first, StringComparer.Ordinal);
        foreach (BadgeDocument badge in badges)
        {
            if (!all.TryGetValue(badge.Id, out long? limit) || badge.Limit > limit)
            {
                all[badge.Id] = badge.Limit;
            }
        }

        return new(all);
    }

    /// <summary>The badge with the limit that it really has.</summary>
    internal BadgeDocument Resolved(BadgeDocument badge) => badge with { Limit = LimitOf(badge.Id) };
}
