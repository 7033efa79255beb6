using FsCheck;
using FsCheck.Fluent;
using Jifen.Grains.Catalogue;
using static Jifen.Grains.Tests.Catalogue.ProgrammeCalendarTests;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class ExpiryTests
{
    public static TheoryData<string, ExpiryRule, string, string> Examples => new()
    {
        { "Asia/Shanghai", new ExpiresAfterMonths(12), "2026-11-21T10:00:00+08:00", "2027-11-22T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAfterMonths(1), "2026-01-31T23:59:59+08:00", "2026-03-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAfterMonths(1), "2024-01-31T23:59:59+08:00", "2024-03-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAfterMonths(12), "2024-02-29T12:00:00+08:00", "2025-03-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAtEndOfMonth(0), "2024-02-01T00:00:00+08:00", "2024-03-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAtEndOfMonth(3), "2026-11-30T23:59:59+08:00", "2027-03-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAtEndOfYear(0), "2026-12-31T23:59:59+08:00", "2027-01-01T00:00:00+08:00" },
        { "Asia/Shanghai", new ExpiresAtEndOfYear(1), "2027-01-01T00:00:00+08:00", "2029-01-01T00:00:00+08:00" },
        { "America/New_York", new ExpiresAfterMonths(1), "2026-02-07T12:00:00-05:00", "2026-03-08T00:00:00-05:00" },
        { "America/New_York", new ExpiresAfterMonths(1), "2026-02-08T12:00:00-05:00", "2026-03-09T00:00:00-04:00" },
        { "America/Santiago", new ExpiresAfterMonths(1), "2024-08-07T12:00:00-04:00", "2024-09-08T01:00:00-03:00" },
        { "Australia/Lord_Howe", new ExpiresAfterMonths(6), "2026-04-03T12:00:00+11:00", "2026-10-04T00:00:00+10:30" },
        { "Europe/London", new ExpiresAtEndOfMonth(1), "2026-02-10T00:00:00Z", "2026-04-01T00:00:00+01:00" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Points_are_gone_at_the_programmes_midnight(string zone, ExpiryRule rule, string earned, string gone) =>
        Assert.Equal(At(gone), new ProgrammeCalendar(zone).ExpiryOf(At(earned), rule));

    [Fact]
    public void Points_that_never_expire_have_no_expiry() =>
        Assert.Null(new ProgrammeCalendar("UTC").ExpiryOf(At("2026-01-01T00:00:00Z"), new NeverExpires()));

    [Theory]
    [MemberData(nameof(ProgrammeCalendarTests.Zones), MemberType = typeof(ProgrammeCalendarTests))]
    public void The_last_instant_of_points_is_of_the_last_day_the_rule_names(string zone)
    {
        ProgrammeCalendar calendar = new(zone);
        Arbitrary<(int Hours, int Count)> cases = Gen.Choose(0, 60 * 365 * 24).SelectMany(hours => Gen.Choose(0, 50).Select(count => (hours, count))).ToArbitrary();
        Prop.ForAll(cases, drawn => LastDaysAgree(calendar, new(drawn.Hours * 3_600_000_000L), drawn.Count)).QuickCheckThrowOnFailure();
    }

    private static bool LastDaysAgree(ProgrammeCalendar calendar, Stamp earned, int count)
    {
        DateOnly day = calendar.DayOf(earned);
        int months = (day.Year * 12) + day.Month - 1 + count;
        (int year, int month) = (months / 12, (months % 12) + 1);
        int last = DateTime.DaysInMonth(year, month);
        return LastDay(calendar, earned, new ExpiresAfterMonths(count)) == new DateOnly(year, month, Math.Min(day.Day, last))
            && LastDay(calendar, earned, new ExpiresAtEndOfMonth(count)) == new DateOnly(year, month, last)
            && LastDay(calendar, earned, new ExpiresAtEndOfYear(count)) == new DateOnly(day.Year + count, 12, 31);
    }

    private static DateOnly LastDay(ProgrammeCalendar calendar, Stamp earned, ExpiryRule rule) =>
        calendar.DayOf(new(calendar.ExpiryOf(earned, rule)!.Value.Microseconds - 1));
}
