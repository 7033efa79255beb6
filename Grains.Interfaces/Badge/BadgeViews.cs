namespace Jifen.Grains.Interfaces;

/// <summary>The badges and sets of the programme in force as a member has them, in declared order. Hidden ones that it has not are only counted.</summary>
/// <param name="Hidden">Hidden badges that the member has not.</param>
public sealed record BadgesView(IReadOnlyList<BadgeView> Badges, IReadOnlyList<BadgeSetView> Sets, int Hidden)
{
    /// <summary>Version of the programme in force, which says what the grand prizes are; 0 for none.</summary>
    public long Catalogue { get; init; }
}

/// <param name="Have">What the member's counter stands at, at most <paramref name="Need"/>.</param>
/// <param name="Earned">When the member earned it, or null.</param>
/// <param name="Hidden">It was hidden until the member earned it.</param>
public sealed record BadgeView(string Badge, LocalText Name, BadgeCounter Counter, long Have, long Need, Stamp? Earned, bool Hidden)
{
    /// <summary>Null where the badge has no limit.</summary>
    public EditionView? Edition { get; init; }
}

/// <param name="Badges">Without hidden ones that the member has not.</param>
/// <param name="Have">Badges of the set that the member has.</param>
/// <param name="Need">Badges of the set.</param>
/// <param name="Grand">Points of its grand prize; 0 where that is something else.</param>
/// <param name="Completed">When the set was complete, or null.</param>
public sealed record BadgeSetView(string Set, LocalText Name, IReadOnlyList<string> Badges, int Have, int Need, Points Grand, Stamp? Completed);

/// <summary>One shard's part of how rare badges are.</summary>
/// <param name="Members">Members enrolled.</param>
/// <param name="Holders">By badge; one that nobody has is left out.</param>
public sealed record BadgeHoldersView(long Members, IReadOnlyList<BadgeHolders> Holders);

/// <param name="Count">Members who have the badge.</param>
public sealed record BadgeHolders(string Badge, long Count);
