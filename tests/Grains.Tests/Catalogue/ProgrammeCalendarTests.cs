using FsCheck;
using FsCheck.Fluent;
using Jifen.Grains.Catalogue;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class ProgrammeCalendarTests
{
    private static readonly DateOnly First = new(2019, 12, 1);
    private static readonly DateOnly Last = new(2028, 3, 31);

    public static TheoryData<string> Zones =>
    [
        "Asia/Shanghai", "America/New_York", "Europe/London", "Australia/Lord_Howe", "America/Santiago", "America/Havana", "Asia/Kathmandu", "UTC",
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_day_begins_where_the_day_before_ends(string zone) => Assert.Empty(Broken(new ProgrammeCalendar(zone), start => start));

    [Fact]
    public void Days_of_24_hours_each_would_be_seen() =>
        Assert.NotEmpty(Broken(new ProgrammeCalendar("America/New_York"), RoundedToDays));

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-01", 24 * 60)]
    [InlineData("America/New_York", "2026-03-08", 23 * 60)]
    [InlineData("America/New_York", "2026-11-01", 25 * 60)]
    [InlineData("Europe/London", "2026-03-29", 23 * 60)]
    [InlineData("Europe/London", "2026-10-25", 25 * 60)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", (23 * 60) + 30)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", (24 * 60) + 30)]
    [InlineData("America/Santiago", "2024-09-08", 23 * 60)]
    [InlineData("America/Santiago", "2024-04-06", 25 * 60)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    public void A_day_has_the_length_its_clocks_give_it(string zone, string day, int minutes)
    {
        ProgrammeCalendar calendar = new(zone);
        Assert.Equal(TimeSpan.FromMinutes(minutes), calendar.EndOf(Day(day)) - calendar.StartOf(Day(day)));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-21", "2026-11-20T16:00:00Z")]
    [InlineData("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z")]
    [InlineData("America/New_York", "2026-03-09", "2026-03-09T04:00:00Z")]
    [InlineData("America/Santiago", "2024-09-08", "2024-09-08T04:00:00Z")]
    [InlineData("America/Santiago", "2024-04-07", "2024-04-07T04:00:00Z")]
    [InlineData("America/Havana", "2024-11-03", "2024-11-03T04:00:00Z")]
    [InlineData("Europe/London", "2024-02-29", "2024-02-29T00:00:00Z")]
    public void A_day_starts_at_its_first_instant(string zone, string day, string start)
    {
        ProgrammeCalendar calendar = new(zone);
        Assert.Equal(At(start), calendar.StartOf(Day(day)));
        Assert.Equal(Day(day), calendar.DayOf(At(start)));
        Assert.Equal(Day(day).AddDays(-1), calendar.DayOf(new(At(start).Microseconds - 1)));
    }

    [Fact]
    public void Yesterdays_date_shown_again_after_midnight_is_of_the_new_day()
    {
        ProgrammeCalendar calendar = new("America/St_Johns");
        Assert.Equal(At("2010-11-07T02:30:00Z"), calendar.StartOf(new(2010, 11, 7)));
        Assert.Equal(new(2010, 11, 6), calendar.DayOf(At("2010-11-07T02:29:59Z")));
        Assert.Equal(new(2010, 11, 7), calendar.DayOf(At("2010-11-07T02:45:00Z")));
        Assert.Equal(23 * 60 + 15, calendar.MinuteOf(At("2010-11-07T02:45:00Z")));
    }

    [Theory]
    [InlineData("Asia/Shanghai", "2026-11-21T08:15:59.999999+08:00", 495)]
    [InlineData("America/New_York", "2026-03-08T03:00:00-04:00", 180)]
    [InlineData("America/New_York", "2026-03-08T01:59:59-05:00", 119)]
    public void The_minute_is_what_the_clock_shows(string zone, string at, int minute) =>
        Assert.Equal(minute, new ProgrammeCalendar(zone).MinuteOf(At(at)));

    [Fact]
    public void Any_instant_lies_within_its_day_whatever_was_asked_before()
    {
        ProgrammeCalendar[] calendars = [.. Zones.Select<object[], ProgrammeCalendar>(row => new((string)row[0]))];
        Arbitrary<long> instants = Gen.Choose(0, int.MaxValue).Select(seconds => seconds * 1_999_999L).ToArbitrary();
        Prop.ForAll(instants, at => calendars.All(calendar => LiesWithinItsDay(calendar, new(at)))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Threads_that_ask_for_different_days_get_their_own()
    {
        ProgrammeCalendar calendar = new("America/New_York");
        Stamp start = calendar.StartOf(new(2026, 3, 7));
        long wrong = 0;
        Parallel.For(0, 4, thread =>
        {
            for (int ask = 0; ask < 20_000; ask++)
            {
                Stamp at = start.Plus(TimeSpan.FromHours(12) + TimeSpan.FromDays((ask + thread) % 4));
                Interlocked.Add(ref wrong, calendar.DayOf(at) == new DateOnly(2026, 3, 7).AddDays((ask + thread) % 4) ? 0 : 1);
            }
        });
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void An_unknown_zone_is_refused() => Assert.Throws<ArgumentException>(() => new ProgrammeCalendar("Asia/Peking"));

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static Stamp At(string text) => Stamp.From(DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture));

    private static bool LiesWithinItsDay(ProgrammeCalendar calendar, Stamp at)
    {
        DateOnly day = calendar.DayOf(at);
        return calendar.StartOf(day) <= at && at < calendar.EndOf(day);
    }

    /// <summary>Days whose first and last instant are not of that day; <paramref name="altered"/> plants a fault in the starts.</summary>
    private static List<DateOnly> Broken(ProgrammeCalendar calendar, Func<Stamp, Stamp> altered)
    {
        List<DateOnly> broken = [];
        for (DateOnly day = First; day <= Last; day = day.AddDays(1))
        {
            Stamp start = altered(calendar.StartOf(day));
            Stamp last = new(altered(calendar.EndOf(day)).Microseconds - 1);
            if (calendar.DayOf(start) != day || calendar.DayOf(last) != day || altered(calendar.StartOf(day.AddDays(1))) != last.Plus(TimeSpan.FromMicroseconds(1)))
            {
                broken.Add(day);
            }
        }

        return broken;
    }

    /// <summary>A planted fault: every day has 24 hours, counted from the winter's midnight.</summary>
    private static Stamp RoundedToDays(Stamp start)
    {
        const long Day = 86_400_000_000;
        const long Winter = 5 * 3_600_000_000L;
        return new((((start.Microseconds - Winter) / Day) * Day) + Winter);
    }
}
