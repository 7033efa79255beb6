using Jifen.Grains.Catalogue;
using static Jifen.Grains.Tests.Catalogue.ProgrammeCalendarTests;

namespace Jifen.Grains.Tests.Catalogue;

public sealed class CampaignRulesTests
{
    private const long Minute = 60_000_000;

    [Fact]
    public void A_campaign_is_open_from_its_start_until_before_its_end()
    {
        CampaignRules campaign = ACampaign("America/New_York", "2026-03-01T00:00:00-05:00", "2026-03-03T12:00:00-05:00", "[]");
        Assert.Equal(new OpenState(false, campaign.Starts, campaign.Ends), campaign.At(new(campaign.Starts.Microseconds - 1)));
        Assert.Equal(new OpenState(true, null, campaign.Ends), campaign.At(campaign.Starts));
        Assert.True(campaign.IsOpen(new(campaign.Ends.Microseconds - 1)));
        Assert.Equal(new OpenState(false, null, null), campaign.At(campaign.Ends));
    }

    [Fact]
    public void Day_parts_open_and_close_by_the_programmes_clock()
    {
        CampaignRules campaign = ACampaign("Asia/Shanghai", "2026-11-21T00:00:00+08:00", "2026-11-22T23:00:00+08:00", """[{"from":"22:00","to":"02:00"},{"from":"08:00","to":"09:30"}]""");
        Assert.Equal(new OpenState(true, At("2026-11-21T08:00:00+08:00"), At("2026-11-21T02:00:00+08:00")), campaign.At(campaign.Starts));
        Assert.Equal(
            new OpenState(false, At("2026-11-21T22:00:00+08:00"), At("2026-11-22T02:00:00+08:00")), campaign.At(At("2026-11-21T09:30:00+08:00")));
        Assert.Equal(new OpenState(true, null, campaign.Ends), campaign.At(At("2026-11-22T22:59:59+08:00")));
        Assert.Equal(new OpenState(false, At("2026-11-22T22:00:00+08:00"), campaign.Ends), campaign.At(At("2026-11-22T12:00:00+08:00")));
    }

    [Fact]
    public void Day_parts_that_fill_the_day_never_close() => Assert.Equal(
        At("2026-11-24T00:00:00+08:00"),
        ACampaign("Asia/Shanghai", "2026-11-21T00:00:00+08:00", "2026-11-24T00:00:00+08:00", """[{"from":"20:00","to":"08:00"},{"from":"08:00","to":"20:00"}]""")
            .At(At("2026-11-21T10:00:00+08:00")).Closes);

    [Fact]
    public void A_day_part_that_begins_at_the_end_of_the_campaign_does_not_open() => Assert.Equal(
        new OpenState(false, null, null),
        ACampaign("Asia/Shanghai", "2026-11-21T00:00:00+08:00", "2026-11-21T08:00:00+08:00", """[{"from":"08:00","to":"20:00"}]""")
            .At(At("2026-11-21T07:00:00+08:00")));

    [Fact]
    public void A_day_part_inside_a_skipped_hour_does_not_open_that_day() => Assert.Equal(
        At("2026-03-09T02:15:00-04:00"),
        ACampaign("America/New_York", "2026-03-08T00:00:00-05:00", "2026-03-10T00:00:00-04:00", """[{"from":"02:15","to":"02:45"}]""")
            .At(At("2026-03-08T00:00:00-05:00")).Opens);

    [Fact]
    public void A_day_part_that_begins_inside_a_skipped_hour_opens_when_the_clocks_have_skipped() => Assert.Equal(
        At("2026-03-08T03:00:00-04:00"),
        ACampaign("America/New_York", "2026-03-08T00:00:00-05:00", "2026-03-10T00:00:00-04:00", """[{"from":"02:30","to":"04:00"}]""")
            .At(At("2026-03-08T00:00:00-05:00")).Opens);

    [Theory]
    [InlineData("America/New_York", "2026-03-07", 1)]
    [InlineData("America/New_York", "2026-10-31", 2)]
    [InlineData("Australia/Lord_Howe", "2026-10-03", 3)]
    [InlineData("Australia/Lord_Howe", "2026-04-04", 4)]
    [InlineData("America/Santiago", "2024-09-07", 5)]
    [InlineData("America/Santiago", "2024-04-06", 6)]
    [InlineData("Asia/Shanghai", "2026-11-21", 7)]
    public void The_next_change_is_where_a_walk_by_minutes_finds_it(string zone, string day, int seed) =>
        Assert.Empty(Differences(zone, new ProgrammeCalendar(zone), Day(day), new((ulong)seed)));

    [Fact]
    public void Changes_that_ignore_daylight_saving_would_be_seen() =>
        Assert.NotEmpty(Differences("Etc/GMT+5", new ProgrammeCalendar("America/New_York"), Day("2026-03-07"), new(1)));

    private static CampaignRules ACampaign(string zone, string starts, string ends, string dayParts) => new ProgrammeDraft()
        .With("zone", $"\"{zone}\"").With("campaigns[0].starts", $"\"{starts}\"").With("campaigns[0].ends", $"\"{ends}\"")
        .With("campaigns[0].dayParts", dayParts == "[]" ? "" : dayParts).Compile().Campaigns[0];

    /// <summary>Minutes at which campaigns of a zone tell another state than a walk by the calendar finds, with the day parts drawn.</summary>
    private static List<string> Differences(string zone, ProgrammeCalendar calendar, DateOnly day, SeededDraw draw)
    {
        List<string> differences = [];
        for (int round = 0; round < 8; round++)
        {
            Stamp start = calendar.StartOf(day).Plus(TimeSpan.FromMinutes(draw.Below(600)));
            Stamp end = start.Plus(TimeSpan.FromMinutes(1500 + draw.Below(1500)));
            string parts = PartsOf(draw);
            CampaignRules campaign = ACampaign(zone, start.ToString(), end.ToString(), parts);
            differences.AddRange(Walk(campaign, calendar, parts, start, end).Index()
                .Select(state => (state.Index, Walked: state.Item, Told: campaign.At(new(start.Microseconds + ((state.Index - 1) * Minute)))))
                .Where(state => state.Walked != state.Told)
                .Select(state => $"round {round}, {parts}, minute {state.Index}: {state.Told} instead of {state.Walked}"));
        }

        return differences;
    }

    private static string PartsOf(SeededDraw draw)
    {
        int[] times = [.. Enumerable.Range(0, 4).Select(_ => draw.Below(48) * 30).Distinct().Order()];
        IEnumerable<string> parts = times.Chunk(2).Where(pair => pair.Length == 2).Select(pair => $$"""{"from":"{{Clock(pair[0])}}","to":"{{Clock(pair[1])}}"}""");
        string joined = string.Join(',', parts);
        return joined.Length == 0 ? """[{"from":"22:30","to":"02:30"}]""" : $"[{joined}]";
    }

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    /// <summary>States from one minute before the start to the end, found by looking at every minute's wall clock.</summary>
    private static List<OpenState> Walk(CampaignRules campaign, ProgrammeCalendar calendar, string parts, Stamp start, Stamp end)
    {
        List<bool> open = [false];
        for (Stamp at = start; at <= end; at = at.Plus(TimeSpan.FromMinutes(1)))
        {
            open.Add(at < end && IsOpen(parts, Clock(calendar.MinuteOf(at))));
        }

        List<OpenState> states = [];
        for (int minute = 0; minute < open.Count; minute++)
        {
            int opens = open.FindIndex(minute, isOpen => isOpen);
            int closes = opens < 0 ? -1 : open.FindIndex(opens, isOpen => !isOpen);
            int reopens = closes < 0 ? -1 : open.FindIndex(closes, isOpen => isOpen);
            Stamp? At(int index) => index < 0 ? null : new Stamp(campaign.Starts.Microseconds + ((index - 1) * Minute));
            states.Add(open[minute] ? new(true, At(reopens), At(closes)) : new(false, At(opens), At(closes)));
        }

        return states;
    }

    private static bool IsOpen(string parts, string clock) =>
        System.Text.Json.Nodes.JsonNode.Parse(parts)!.AsArray().Any(part => Covers((string)part!["from"]!, (string)part["to"]!, clock));

    private static bool Covers(string from, string to, string clock) => string.CompareOrdinal(from, to) < 0
        ? string.CompareOrdinal(from, clock) <= 0 && string.CompareOrdinal(clock, to) < 0
        : string.CompareOrdinal(from, clock) <= 0 || string.CompareOrdinal(clock, to) < 0;
}
