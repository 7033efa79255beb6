using System.Collections.Frozen;

namespace Jifen.Grains.Catalogue;

/// <summary>Which activities, and which of their lines, a rule or a challenge is for.</summary>
internal sealed class ActivityFilter
{
    private readonly FrozenSet<string> kinds;
    private readonly EarningCondition when;
    private readonly FrozenSet<string>? merchants;
    private readonly FrozenSet<string>? channels;
    private readonly FrozenSet<string>? categories;
    private readonly FrozenSet<string>? tags;
    private readonly ProgrammeCalendar calendar;
    private readonly OpeningHours? hours;

    public ActivityFilter(IReadOnlyList<string> kinds, EarningCondition when, ProgrammeCalendar calendar)
    {
        this.kinds = SetOf(kinds)!;
        this.when = when;
        merchants = SetOf(when.Merchants);
        channels = SetOf(when.Channels);
        categories = SetOf(when.Categories);
        tags = SetOf(when.Tags);
        this.calendar = calendar;
        hours = when.Between is { } parts ? new(calendar, parts) : null;
    }

    /// <summary>Whether activities like this one are meant, as far as that does not depend on their lines.</summary>
    public bool Covers(ReportActivity activity) =>
        kinds.Contains(activity.Kind) && Names(merchants, activity.Merchant) && Names(channels, activity.Channel) && IsIn(activity.At);

    /// <summary>Whether the amount of a line is meant.</summary>
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
