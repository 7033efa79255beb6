using System.Globalization;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class DripTests
{
    private const string Cup = "campaigns[0].lotteries[0].segments[2]";

    [Fact]
    public void Three_units_over_three_days_come_at_the_end_of_each()
    {
        Drip drip = Of("""{"total":3,"drip":{"from":"2026-04-01T00:00:00-04:00","to":"2026-04-04T00:00:00-04:00"}}""", allDay: true);

        Assert.Equal(new StockRelease(0, At("2026-04-01T23:00:00-04:00")), drip.At(At("2026-03-20T00:00:00-04:00")));
        Assert.Equal(new StockRelease(0, At("2026-04-01T23:00:00-04:00")), drip.At(At("2026-04-01T22:59:59.999999-04:00")));
        Assert.Equal(new StockRelease(1, At("2026-04-02T23:00:00-04:00")), drip.At(At("2026-04-01T23:00:00-04:00")));
        Assert.Equal(new StockRelease(2, At("2026-04-03T23:00:00-04:00")), drip.At(At("2026-04-03T12:00:00-04:00")));
        Assert.Equal(new StockRelease(3, null), drip.At(At("2026-04-03T23:00:00-04:00")));
        Assert.Equal(new StockRelease(3, null), drip.At(At("2027-01-01T00:00:00-04:00")));
    }

    [Fact]
    public void Hours_in_which_the_campaign_is_closed_release_nothing()
    {
        Drip drip = Of("""{"total":28,"drip":{"from":"2026-04-01T00:00:00-04:00","to":"2026-04-03T00:00:00-04:00"}}""", allDay: false);

        Assert.Equal(1, drip.At(At("2026-04-01T08:00:00-04:00")).Units);
        Assert.Equal(new StockRelease(14, At("2026-04-01T22:00:00-04:00")), drip.At(At("2026-04-01T21:30:00-04:00")));
        Assert.Equal(new StockRelease(15, At("2026-04-02T09:00:00-04:00")), drip.At(At("2026-04-02T08:30:00-04:00")));
        Assert.Equal(new StockRelease(28, null), drip.At(At("2026-04-02T21:00:00-04:00")));
    }

    [Fact]
    public void The_hour_that_clocks_skip_is_no_hour()
    {
        Drip drip = Of("""{"total":23,"drip":{"from":"2026-03-08T00:00:00-05:00","to":"2026-03-09T00:00:00-04:00"}}""", allDay: true);

        Assert.Equal(3, drip.At(At("2026-03-08T03:30:00-04:00")).Units);
        Assert.Equal(23, drip.At(At("2026-03-08T23:00:00-04:00")).Units);
    }

    /// <summary>Against a count of open minutes, one by one.</summary>
    [Fact]
    public void It_releases_what_a_count_of_open_minutes_says_and_tells_the_next_instant()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            Dice dice = new(seed);
            (long total, int every, bool allDay) = (1 + dice.Roll(500), 1 + dice.Roll(200), dice.Chance(50));
            Stamp from = new(At("2026-03-06T00:00:00-05:00").Microseconds + (dice.Roll(2000) * Minute));
            Stamp to = new(from.Microseconds + ((1 + dice.Roll(6000)) * Minute));
            Drip drip = Of(
                $$$"""{"total":{{{total}}},"drip":{"everyMinutes":{{{every}}},"from":"{{{Text(from)}}}","to":"{{{Text(to)}}}"}}""", allDay);
            Naive naive = new(from, to, total, every, allDay);
            long released = 0;
            for (Stamp at = new(from.Microseconds - Minute); at.Microseconds <= to.Microseconds + Minute; at = new(at.Microseconds + Minute))
            {
                StockRelease told = drip.At(at);
                Assert.True(told.Units == naive.ReleasedAt(at), $"seed {seed} at {at}: {told.Units}, counted {naive.ReleasedAt(at)}");
                Assert.True(told.Units >= released && (told.Next is null) == (told.Units == total) && !(told.Next <= at), $"seed {seed} at {at}: {told}");
                Assert.True(told.Next is not { } next || (drip.At(next).Units > told.Units && drip.At(new(next.Microseconds - 1)).Units == told.Units), $"seed {seed} at {at}: {told}");
                released = told.Units;
            }

            Assert.True(released == total, $"seed {seed}: {released} of {total} by the end");
        }
    }

    private const long Minute = 60_000_000;

    private static string Text(Stamp at) => at.ToInstant().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <param name="allDay">Else from 8 to 22 o'clock in New York.</param>
    private static Drip Of(string stock, bool allDay)
    {
        ProgrammeDraft draft = new ProgrammeDraft().With(Cup + ".stock", stock);
        draft = allDay ? draft.With("campaigns[0].dayParts", "") : draft;
        return draft.Compile().Wheels[0].Segments[2].Drip!;
    }

    private sealed class Naive
    {
        private readonly (Stamp From, long Total, int Every) _terms;

        /// <summary>Open minutes before each minute, and before the end.</summary>
        private readonly List<long> _before = [0];

        public Naive(Stamp from, Stamp to, long total, int every, bool allDay)
        {
            _terms = (from, total, every);
            TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
            for (Stamp at = from; at < to; at = new(at.Microseconds + Minute))
            {
                int hour = TimeZoneInfo.ConvertTime(at.ToInstant(), zone).Hour;
                _before.Add(_before[^1] + (allDay || hour is >= 8 and < 22 ? 1 : 0));
            }
        }

        public long ReleasedAt(Stamp at)
        {
            long minute = (at.Microseconds - _terms.From.Microseconds) / Minute;
            int first = _before[^1] == 0 ? 0 : _before.FindIndex(open => open > 0) - 1;
            if (at < _terms.From || minute < first)
            {
                return 0;
            }

            long steps = Math.Max(1, (_before[^1] + _terms.Every - 1) / _terms.Every);
            long passed = _before[(int)Math.Min(minute, _before.Count - 1)] / _terms.Every;
            return Math.Min(_terms.Total, _terms.Total * (passed + 1) / steps);
        }
    }
}
