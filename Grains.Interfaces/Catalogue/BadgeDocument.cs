namespace Jifen.Grains.Interfaces;

/// <summary>A badge: earned once, when a counter of the member reaches a number.</summary>
public sealed record BadgeDocument(string Id, LocalText Name, BadgeCriteria Criteria)
{
    /// <summary>Nobody is told of it before having it.</summary>
    public bool Hidden { get; init; }

    /// <summary>Members who get it at most; null for no limit.</summary>
    public long? Limit { get; init; }
}

/// <param name="Kinds">Kinds of activity that <see cref="BadgeCounter.Purchases"/> counts; empty for the other counters.</param>
public sealed record BadgeCriteria(BadgeCounter Counter, IReadOnlyList<string> Kinds, long AtLeast);

/// <summary>What is counted of a member since it enrolled.</summary>
public enum BadgeCounter
{
    /// <summary>Activities of the given kinds.</summary>
    Purchases,

    /// <summary>Plays that have their outcome.</summary>
    Plays,

    /// <summary>Points earned, whatever became of them.</summary>
    PointsEarned,

    /// <summary>Plays that gave a prize.</summary>
    Wins,

    /// <summary>Nothing: challenges give the badge.</summary>
    Given,
}

/// <summary>Badges that together give a grand prize once.</summary>
/// <param name="Grand">Something; a badge among them has no limit and leads to no set that leads back here.</param>
public sealed record BadgeSetDocument(string Id, LocalText Name, IReadOnlyList<string> Badges, Prize Grand);
