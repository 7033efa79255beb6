using System.Globalization;

namespace Jifen.Grains.Leaderboard;

/// <summary>
/// A period of a board, by days of the programme's zone in the years 1 to 9998. Text form: <c>2026-11-21</c>, <c>2026-W47</c>, <c>all</c>.
/// Where a week crosses the new year it has one key, in the ISO year of its Thursday.
/// </summary>
public readonly record struct PeriodKey
{
    private const string DayFormat = "yyyy-MM-dd";
    private const string AllTimeText = "all";
    private const int LastYear = 9998;

    private PeriodKey(PeriodKind kind, DateOnly firstDay) => (Kind, FirstDay) = (kind, firstDay);

    public static PeriodKey AllTime { get; } = new(PeriodKind.AllTime, DateOnly.MinValue);

    public PeriodKind Kind { get; }

    /// <summary>Of all time: the first day there is.</summary>
    public DateOnly FirstDay { get; }

    /// <summary>First day after the period; null for all time, which does not close.</summary>
    public DateOnly? EndDay => Kind switch
    {
        PeriodKind.Day => FirstDay.AddDays(1),
        PeriodKind.Week => FirstDay.AddDays(7),
        _ => null,
    };

    /// <summary>The period of a kind in which a day lies.</summary>
    public static PeriodKey Of(PeriodKind kind, DateOnly day) => kind switch
    {
        PeriodKind.Day => new(kind, day),
        PeriodKind.Week => new(kind, day.AddDays(-(((int)day.DayOfWeek + 6) % 7))),
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

        bool isDay = DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        key = Of(PeriodKind.Day, day);
        return isDay && day.Year <= LastYear;
    }

    public bool Contains(DateOnly day) => FirstDay <= day && (EndDay is not DateOnly end || day < end);

    public override string ToString() => Kind switch
    {
        PeriodKind.Day => FirstDay.ToString(DayFormat, CultureInfo.InvariantCulture),
        PeriodKind.Week => string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(FirstDay):0000}-W{ISOWeek.GetWeekOfYear(FirstDay):00}"),
        _ => AllTimeText,
    };

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
