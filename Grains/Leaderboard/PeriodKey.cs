using System.Globalization;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// A period of a board, by days of the programme's zone in the years 1 to 9998. Text form: <c>2026-11-21</c>, <c>2026-W47</c>,
/// <c>2026-11</c>, from the first to the last day of a campaign <c>2026-11-01..2026-11-30</c>, <c>all</c>. Where a week crosses the new year it has one key, in the ISO year of its Thursday.
/// </summary>
public readonly record struct PeriodKey
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string MonthFormat = "yyyy-MM";
    private const string Through = "..";
    private const string AllTimeText = "all";
    private const int LastYear = 9998;

    private PeriodKey(PeriodKind kind, DateOnly firstDay, DateOnly lastDay = default) => (Kind, FirstDay, LastDay) = (kind, firstDay, lastDay);

    public static PeriodKey AllTime { get; } = new(PeriodKind.AllTime, DateOnly.MinValue);

    public PeriodKind Kind { get; }

    /// <summary>Of all time: the first day there is.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>Of a campaign's days the last; of other periods nothing.</summary>
    private DateOnly LastDay { get; }

    /// <summary>First day after the period; null for all time, which does not close.</summary>
    public DateOnly? EndDay => Kind switch
    {
        PeriodKind.Day => FirstDay.AddDays(1),
        PeriodKind.Week => FirstDay.AddDays(7),
        PeriodKind.Month => FirstDay.AddMonths(1),
        PeriodKind.Campaign => LastDay.AddDays(1),
        _ => null,
    };

    /// <summary>The days of a campaign, the first and the last included.</summary>
    public static PeriodKey Between(DateOnly firstDay, DateOnly lastDay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lastDay, firstDay);
        return new(PeriodKind.Campaign, firstDay, lastDay);
    }

    /// <summary>The period in which a day lies, for periods like this one; the days of a campaign have none beside them.</summary>
    public PeriodKey? LikeThis(DateOnly day) => Kind != PeriodKind.Campaign ? Of(Kind, day) : Contains(day) ? this : null;

    /// <summary>The period after this one; null where there is none.</summary>
    public PeriodKey? Next => EndDay is { } end ? LikeThis(end) : null;

    /// <summary>The period of a kind in which a day lies.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind says nothing of its days, as that of a campaign.</exception>
    public static PeriodKey Of(PeriodKind kind, DateOnly day) => kind switch
    {
        PeriodKind.Day => new(kind, day),
        PeriodKind.Week => new(kind, day.AddDays(-(((int)day.DayOfWeek + 6) % 7))),
        PeriodKind.Month => new(kind, new(day.Year, day.Month, 1)),
        PeriodKind.AllTime => AllTime,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of period."),
    };

    /// <summary>The period of a text form that is known to be one: it was written by <see cref="ToString"/>.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static PeriodKey Parse(string text) =>
        TryParse(text, out PeriodKey key) ? key : throw new FormatException($"{text} is no period of a board.");

    /// <summary>Takes the text form and nothing else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PeriodKey key)
    {
        key = AllTime;
        if (text is AllTimeText || TryParseWeek(text, out key))
        {
            return true;
        }

        if (TryParseDay(text, MonthFormat, out DateOnly month))
        {
            key = Of(PeriodKind.Month, month);
            return true;
        }

        if (TryParseDay(text, DayFormat, out DateOnly day))
        {
            key = Of(PeriodKind.Day, day);
            return true;
        }

        return TryParseDays(text, out key);
    }

    public bool Contains(DateOnly day) => FirstDay <= day && (EndDay is not DateOnly end || day < end);

    public override string ToString() => Kind switch
    {
        PeriodKind.Day => FirstDay.ToString(DayFormat, CultureInfo.InvariantCulture),
        PeriodKind.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(FirstDay):0000}-W{ISOWeek.GetWeekOfYear(FirstDay):00}"),
        PeriodKind.Month => FirstDay.ToString(MonthFormat, CultureInfo.InvariantCulture),
        PeriodKind.Campaign => string.Create(CultureInfo.InvariantCulture, $"{FirstDay:yyyy-MM-dd}{Through}{LastDay:yyyy-MM-dd}"),
        _ => AllTimeText,
    };

    private static bool TryParseDay(ReadOnlySpan<char> text, string format, out DateOnly day) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day) && day.Year <= LastYear;

    private static bool TryParseDays(ReadOnlySpan<char> text, out PeriodKey key)
    {
        key = default;
        int between = text.IndexOf(Through, StringComparison.Ordinal);
        if (between < 0 || !TryParseDay(text[..between], DayFormat, out DateOnly first) || !TryParseDay(text[(between + Through.Length)..], DayFormat, out DateOnly last) || last < first)
        {
            return false;
        }

        key = Between(first, last);
        return true;
    }

    private static bool TryParseWeek(ReadOnlySpan<char> text, out PeriodKey key)
    {
        key = default;
        if (text.Length != 8 || text[4] != '-' || text[5] != 'W'
            || !int.TryParse(text[..4], NumberStyles.None, CultureInfo.InvariantCulture, out int year)
            || !int.TryParse(text[6..], NumberStyles.None, CultureInfo.InvariantCulture, out int week)
            || year is 0 or > LastYear || week == 0 || week > ISOWeek.GetWeeksInYear(year))
        {
            return false;
        }

        key = Of(PeriodKind.Week, ISOWeek.ToDateOnly(year, week, DayOfWeek.Monday));
        return true;
    }
}
