namespace Jifen.Grains.Interfaces;

/// <summary>The badges and sets of the programme in force as a member has them, in declared order.</summary>
public sealed record BadgesView(IReadOnlyList<BadgeView> Badges, IReadOnlyList<BadgeSetView> Sets);

/// <param name="Have">What the member's counter stands at, at most <paramref name="Need"/>.</param>
/// <param name="Earned">When the member earned it, or null.</param>
public sealed record BadgeView(string Badge, LocalText Name, BadgeCounter Counter, long Have, long Need, Stamp? Earned);

/// <param name="Have">Badges of the set that the member has.</param>
/// <param name="Completed">When the set was complete, or null.</param>
public sealed record BadgeSetView(string Set, LocalText Name, IReadOnlyList<string> Badges, int Have, Points Grand, Stamp? Completed);
