namespace Jifen.Grains.Interfaces;

/// <summary>What a member has, as of an instant.</summary>
/// <param name="Plays">What is left of each wheel of the programme in force, in declared order.</param>
/// <param name="Waiting">Plays that wait for their unit.</param>
/// <param name="Unseen">Settled plays whose reveal has not been watched, oldest first.</param>
public sealed record MemberView(
    MemberKey Member, PointsView Points, IReadOnlyList<PlaysLeft> Plays, IReadOnlyList<WaitingPlayView> Waiting, IReadOnlyList<UnseenPlayView> Unseen)
{
    /// <summary>The tier that the member was opened with; null for none.</summary>
    public string? Tier { get; init; }

    public MemberGroups Groups { get; init; } = MemberGroups.None;

    /// <summary>First day on which it is an adult; null for not known.</summary>
    public DateOnly? AdultFrom { get; init; }

    /// <summary>It plays with shadow stock and counts nowhere.</summary>
    public bool IsTest { get; init; }

    /// <summary>Multipliers that run or are to begin, the soonest to end first.</summary>
    public IReadOnlyList<MultiplierView> Multipliers { get; init; } = [];
}

/// <param name="Available">What can be spent; the sum of <paramref name="Lots"/>.</param>
/// <param name="Owed">What future earnings pay first.</param>
/// <param name="Lots">Soonest to expire first.</param>
/// <param name="Books">All points ever.</param>
public sealed record PointsView(Points Available, Points Owed, IReadOnlyList<LotView> Lots, PointsBooks Books);

/// <param name="Expires">First instant at which the points are gone; null for never.</param>
public sealed record LotView(Points Points, Stamp? Expires);

/// <summary>What has become of all points ever: earned + restored = spent + expired + reversed + balance.</summary>
/// <param name="Reversed">Taken back by refunds; what is owed is not among them until it is paid.</param>
/// <param name="Balance">Sum of all lots, those included whose expiry is due and not yet journalled.</param>
public sealed record PointsBooks(Points Earned, Points Restored, Points Spent, Points Expired, Points Reversed, Points Balance)
{
    public bool Balances => (Int128)Earned.Value + Restored.Value == (Int128)Spent.Value + Expired.Value + Reversed.Value + Balance.Value;
}

/// <summary>Plays that a member has left in a lottery.</summary>
/// <param name="Free">Free plays of today.</param>
/// <param name="Today">Plays of today, free and paid; null for no limit.</param>
/// <param name="Total">Plays in all; null for no limit.</param>
public sealed record PlaysLeft(string Lottery, long Free, long? Today, long? Total)
{
    /// <summary>Tickets that the member holds; they pay once the free plays of the day are used.</summary>
    public long Tickets { get; init; }
}

public sealed record WaitingPlayView(PlayId Play, string Lottery);

public sealed record UnseenPlayView(PlayId Play, string Lottery, string Segment);
