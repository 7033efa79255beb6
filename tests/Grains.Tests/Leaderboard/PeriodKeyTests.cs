using System.Globalization;
using Jifen.Grains.Leaderboard;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class PeriodKeyTests
{
    [Theory]
    [InlineData("2026-11-21", "2026-W47")]
    [InlineData("2026-11-22", "2026-W47")]
    [InlineData("2026-11-23", "2026-W48")]
    [InlineData("2026-12-31", "2026-W53")]
    [InlineData("2027-01-03", "2026-W53")]
    [InlineData("2027-01-04", "2027-W01")]
    [InlineData("2024-12-30", "2025-W01")]
    [InlineData("0001-01-01", "0001-W01")]
    public void A_day_has_its_own_key_and_that_of_its_ISO_week(string day, string week)
    {
        DateOnly date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(day, PeriodKey.Of(PeriodKind.Day, date).ToString());
        Assert.Equal(week, PeriodKey.Of(PeriodKind.Week, date).ToString());
        Assert.Equal("all", PeriodKey.Of(PeriodKind.AllTime, date).ToString());
    }

    [Fact]
    public void Every_day_is_in_one_week_of_seven_days_that_begins_on_Monday()
    {
        for (DateOnly day = new(1999, 12, 27); day < new DateOnly(2040, 1, 1); day = day.AddDays(1))
        {
            PeriodKey week = PeriodKey.Of(PeriodKind.Week, day);
            Assert.Equal(DayOfWeek.Monday, week.FirstDay.DayOfWeek);
            Assert.Equal(week.FirstDay.AddDays(7), week.EndDay);
            Assert.True(week.Contains(day));
            Assert.False(week.Contains(week.EndDay!.Value));
            Assert.False(week.Contains(week.FirstDay.AddDays(-1)));
            Assert.True(PeriodKey.TryParse(week.ToString(), out PeriodKey read));
            Assert.Equal(week, read);
        }
    }

    [Fact]
    public void A_day_ends_where_the_next_begins_and_all_time_never()
    {
        DateOnly day = new(2028, 2, 29);
        PeriodKey key = PeriodKey.Of(PeriodKind.Day, day);
        Assert.Equal(new DateOnly(2028, 3, 1), key.EndDay);
        Assert.True(key.Contains(day));
        Assert.False(key.Contains(new DateOnly(2028, 3, 1)));
        Assert.Null(PeriodKey.AllTime.EndDay);
        Assert.True(PeriodKey.AllTime.Contains(DateOnly.MinValue));
        Assert.True(PeriodKey.AllTime.Contains(DateOnly.MaxValue));
    }

    [Fact]
    public void A_month_has_all_its_days_and_is_followed_by_the_next()
    {
        PeriodKey february = PeriodKey.Of(PeriodKind.Month, new(2028, 2, 29));
        Assert.Equal((new DateOnly(2028, 2, 1), new DateOnly(2028, 3, 1)), (february.FirstDay, february.EndDay));
        Assert.Equal("2028-03", february.Next.ToString());
        Assert.Equal("2029-01", PeriodKey.Of(PeriodKind.Month, new(2028, 12, 31)).Next.ToString());
    }

    [Fact]
    public void The_days_of_a_campaign_stand_alone()
    {
        var days = PeriodKey.Between(new(2026, 11, 1), new(2026, 11, 30));
        Assert.Equal(new DateOnly(2026, 12, 1), days.EndDay);
        Assert.Null(days.Next);
        Assert.Null(days.LikeThis(new(2026, 12, 1)));
        Assert.Equal(days, days.LikeThis(new(2026, 11, 30)));
    }

    [Theory]
    [InlineData("2026-11-21")]
    [InlineData("2026-W47")]
    [InlineData("2026-W53")]
    [InlineData("2026-02")]
    [InlineData("2026-11-01..2026-11-30")]
    [InlineData("2026-11-01..2026-11-01")]
    [InlineData("all")]
    public void A_key_is_read_back_from_its_text(string text)
    {
        Assert.True(PeriodKey.TryParse(text, out PeriodKey key));
        Assert.Equal(text, key.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("ALL")]
    [InlineData("2026-02-29")]
    [InlineData("2026-W54")]
    [InlineData("2027-W53")]
    [InlineData("2026-W00")]
    [InlineData("0000-W01")]
    [InlineData("9999-W01")]
    [InlineData("9999-12-31")]
    [InlineData("2026-w47")]
    [InlineData("2026-W4")]
    [InlineData("2026-1-1")]
    [InlineData("2026-13")]
    [InlineData("2026-1")]
    [InlineData("9999-01")]
    [InlineData("2026-11-30..2026-11-01")]
    [InlineData("2026-11-01..")]
    [InlineData("2026-11..2026-12")]
    [InlineData("2026-11-01...2026-11-30")]
    [InlineData(" 2026-11-21")]
    [InlineData("2026-W+7")]
    public void Other_text_is_no_key(string text) => Assert.False(PeriodKey.TryParse(text, out _));
}
