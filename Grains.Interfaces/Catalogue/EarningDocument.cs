namespace Jifen.Grains.Interfaces;

/// <summary>Points for what a member does.</summary>
/// <param name="Kinds">Kinds of activity that earn by this rule.</param>
public sealed record EarningDocument(string Id, LocalText Name, IReadOnlyList<string> Kinds, EarningEffect Effect)
{
    /// <summary>A rule of <paramref name="points"/> for each <paramref name="per"/> minor units.</summary>
    public EarningDocument(string id, LocalText name, IReadOnlyList<string> kinds, long points, long per)
        : this(id, name, kinds, new BasePoints(points, per))
    {
    }

    public EarningCondition When { get; init; } = EarningCondition.Always;

    /// <summary>Stacking group: of its rules the best serves. Null where the rule stands by itself.</summary>
    public string? Group { get; init; }

    public EarningCaps Caps { get; init; } = EarningCaps.None;
}

/// <summary>What an earning rule does.</summary>
public abstract record EarningEffect
{
    private protected EarningEffect()
    {
    }
}

/// <param name="Points">Points for each <paramref name="Per"/> minor units.</param>
public sealed record BasePoints(long Points, long Per) : EarningEffect;

/// <summary>Multiplies the points of the amounts it covers.</summary>
/// <param name="Thousandths">The factor times a thousand, above 1,000.</param>
public sealed record MultipliedPoints(long Thousandths) : EarningEffect;

/// <summary>Points once for an activity.</summary>
public sealed record AddedPoints(Points Points) : EarningEffect;

/// <summary>When and for what a rule earns; what is null is not asked for.</summary>
/// <param name="Merchants">Merchants of the activity, one of them.</param>
/// <param name="Channels">Channels of the activity, one of them.</param>
/// <param name="Categories">Categories of a line, one of them.</param>
/// <param name="Tags">Tags of a line, one of them.</param>
/// <param name="DaysOfMonth">Days of the month, 1 to 31, in the programme's zone.</param>
/// <param name="Weekdays">Days of the week, in the programme's zone.</param>
/// <param name="Between">Hours of the day on the programme's wall clock.</param>
public sealed record EarningCondition(
    IReadOnlyList<string>? Merchants, IReadOnlyList<string>? Channels, IReadOnlyList<string>? Categories, IReadOnlyList<string>? Tags,
    IReadOnlyList<int>? DaysOfMonth, IReadOnlyList<DayOfWeek>? Weekdays, IReadOnlyList<DayPart>? Between)
{
    public static EarningCondition Always { get; } = new(null, null, null, null, null, null, null);
}

/// <summary>Most points that a rule gives one member; null means without limit.</summary>
/// <param name="PerDay">On one programme day, that of the activities.</param>
/// <param name="PerMonth">In one calendar month of the programme.</param>
/// <param name="PerMember">In all.</param>
public sealed record EarningCaps(long? PerActivity, long? PerDay, long? PerMonth, long? PerMember)
{
    public static EarningCaps None { get; } = new(null, null, null, null);

    /// <summary>Whether what the rule gives must be remembered.</summary>
    public bool AreCounted => (PerDay ?? PerMonth ?? PerMember) is not null;
}
