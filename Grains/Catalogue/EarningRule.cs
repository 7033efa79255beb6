using System.Collections.Frozen;

namespace Jifen.Grains.Catalogue;

/// <summary>A rule by which activities earn: when and for what it holds, and what it does.</summary>
public sealed class EarningRule
{
    private readonly FrozenSet<string> kinds;
    private readonly EarningCondition when;
    private readonly FrozenSet<string>? merchants;
    private readonly FrozenSet<string>? channels;
    private readonly FrozenSet<string>? categories;
    private readonly FrozenSet<string>? tags;
    private readonly ProgrammeCalendar calendar;
    private readonly OpeningHours? hours;

    internal EarningRule(EarningDocument document, ProgrammeCalendar calendar, string? budget)
    {
        Budget = budget;
        Id = document.Id;
        Name = document.Name;
        Effect = document.Effect;
        Group = document.Group;
        Caps = document.Caps;
        kinds = SetOf(document.Kinds)!;
        when = document.When;
        merchants = SetOf(when.Merchants);
        channels = SetOf(when.Channels);
        categories = SetOf(when.Categories);
        tags = SetOf(when.Tags);
        this.calendar = calendar;
        hours = when.Between is { } parts ? new(calendar, parts) : null;
    }

    public string Id { get; }

    public LocalText Name { get; }

    public EarningEffect Effect { get; }

    /// <summary>Stacking group; null where the rule stands by itself.</summary>
    public string? Group { get; }

    public EarningCaps Caps { get; }

    /// <summary>Campaign whose budget gives the points; null where no budget does.</summary>
    public string? Budget { get; }

    /// <summary>Whether activities like this one earn by this rule, as far as that does not depend on their lines.</summary>
    public bool Covers(ReportActivity activity) =>
        kinds.Contains(activity.Kind) && Names(merchants, activity.Merchant) && Names(channels, activity.Channel) && IsIn(activity.At);

    /// <summary>Whether the amount of a line earns by this rule.</summary>
    /// <param name="line">Null for the amount in no line.</param>
    public bool Covers(ActivityLine? line) =>
        Names(categories, line?.Category) && (tags is null || (line?.Tags ?? []).Any(tags.Contains));

    private static FrozenSet<string>? SetOf(IReadOnlyList<string>? names) => names?.ToFrozenSet(StringComparer.Ordinal);

    private static bool Names(FrozenSet<string>? wanted, string? name) => wanted is null || (name is not null && wanted.Contains(name));

    private bool IsIn(Stamp at)
    {
        if (when.DaysOfMonth is null && when.Weekdays is null)
        {
            return hours?.Contains(at) ?? true;
        }

        DateOnly day = calendar.DayOf(at);
        return (when.DaysOfMonth?.Contains(day.Day) ?? true)
            && (when.Weekdays?.Contains(day.DayOfWeek) ?? true)
            && (hours?.Contains(at) ?? true);
    }
}
