using System.Text.Json;

namespace Jifen.Silo.Tests.Trades;

/// <summary>The trade <i>Sprint week</i> from its template, with its numbers.</summary>
public sealed class SprintWeekTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task Seven_days_double_daily_three_purchases_a_week_and_ten_a_month_pay_and_the_top_of_the_week_is_rewarded()
    {
        await using Trade trade = await Trade.BeginAsync("sprint-week");
        await trade.Silo.EnrolAsync("ann");
        await trade.Silo.EnrolAsync("ben");
        trade.Pass(2 * Day);

        // 10 yuan a day from Monday to Sunday: 10 points, 20 at the weekend; the streak's 1, 2, 4, ... 64; 50 for the third of the week.
        long[] after = [11, 23, 87, 105, 131, 183, 267];
        foreach (long points in after)
        {
            await trade.BuyAsync("ann", 1_000);
            Assert.Equal(points, await trade.PointsOfAsync("ann"));
            if (points is 87 or 131)
            {
                await trade.BuyAsync("ben", 3_000);
            }

            trade.Pass(Day);
        }

        // Wednesday and Friday: 30 points each, the streak's 1 and 2, for a freeze saved the Thursday. The highest of the closed week: 500, and 200.
        await trade.UntilAsync(async () => (await trade.PointsOfAsync("ann"), await trade.PointsOfAsync("ben")) == (267 + 500, 63 + 200));
        JsonElement saved = (await trade.ReadAsync("/v1/members/ben/challenges/seven-days")).GetProperty("streak");
        Assert.Equal(
            ["2026-11-25 kept", "2026-11-26 frozen", "2026-11-27 kept"],
            saved.GetProperty("timeline").EnumerateArray().Select(day => $"{day.GetProperty("day").GetString()} {day.GetProperty("mark").GetString()}")
                .Where(day => day.EndsWith("kept", StringComparison.Ordinal) || day.EndsWith("frozen", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        // Monday the 30th: three more make three of the new week and ten of the month; the streak's day 8 is day 1 again.
        await trade.BuyAsync("ann", 1_000);
        await trade.BuyAsync("ann", 1_000);
        JsonElement tenth = await trade.BuyAsync("ann", 1_000);
        Assert.Equal(["three-a-week", "ten-a-month"], Reached(tenth));
        Assert.Equal(767 + 30 + 1 + 50 + 100, await trade.PointsOfAsync("ann"));
        JsonElement gold = Assert.Single((await trade.ReadAsync("/v1/members/ann/badges")).GetProperty("items").EnumerateArray());
        Assert.NotEqual(JsonValueKind.Null, gold.GetProperty("earned").ValueKind);

        // The 1st, a Tuesday: the highest of November's days in a row get 100. Double points, and the streak's second day, which begins December's runs.
        Assert.Equal([("ann", 8), ("ben", 2)], await RunsAsync(trade));
        trade.Pass(Day);
        await trade.UntilAsync(async () => (await trade.PointsOfAsync("ann"), await trade.PointsOfAsync("ben")) == (948 + 100, 263 + 100));
        await trade.BuyAsync("ann", 1_000);
        Assert.Equal(1048 + 20 + 2, await trade.PointsOfAsync("ann"));
        Assert.Equal([("ann", 1)], await RunsAsync(trade));
        JsonElement streak = (await trade.ReadAsync("/v1/members/ann/challenges/seven-days")).GetProperty("streak");
        Assert.Equal(9, streak.GetProperty("current").GetInt32());
        await trade.IsSoundAsync();
    }

    private static async Task<IEnumerable<(string, int)>> RunsAsync(Trade trade) => [.. (await trade.ReadAsync("/v1/leaderboards/days")).GetProperty("items").EnumerateArray()
        .Select(place => (place.GetProperty("memberId").GetString()!, place.GetProperty("score").GetInt32()))];

    private static IEnumerable<string> Reached(JsonElement activity) => activity.GetProperty("progress").EnumerateArray()
        .Where(moved => moved.GetProperty("rewards").GetArrayLength() > 0).Select(moved => moved.GetProperty("challenge").GetString()!)
        .Where(challenge => challenge != "seven-days");
}
