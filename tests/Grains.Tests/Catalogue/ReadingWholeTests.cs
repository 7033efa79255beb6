namespace Jifen.Grains.Tests.Catalogue;

/// <summary>What is written in a document stands in what is read of it.</summary>
public sealed class ReadingWholeTests
{
    private const string Wheel = "campaigns[0].lotteries[0]";
    private const string Rule = "campaigns[0].earning[0]";

    [Fact]
    public void A_valid_draft_reads_whole()
    {
        ProgrammeDocument document = new ProgrammeDraft().Document();
        CampaignDocument campaign = Assert.Single(document.Campaigns);
        WheelDocument wheel = Assert.IsType<WheelDocument>(Assert.Single(campaign.Lotteries));
        Assert.Equal(new ExpiresAfterMonths(12), document.Expiry);
        Assert.Equal(Stamp.From(new(2026, 3, 1, 5, 0, 0, TimeSpan.Zero)), campaign.Starts);
        Assert.Equal([new DayPart(480, 1320)], campaign.DayParts);
        Assert.Equal(
            new SegmentDocument("cup", new("Cup", "杯"), "#ffffff", "img/cup.png", 20, new GoodsPrize(new("Cup", "杯子")), new(7, 2), "ten"),
            wheel.Segments[2]);
        Assert.Equal("#aabbcc", wheel.Segments[0].Color);
        Assert.Equal(
            [
                new BoardDocument("daily", new("Today", "今日"), BoardMeasure.AllPoints, PeriodKind.Day, null, TimeSpan.FromMinutes(10), 8),
                new BoardDocument("ever", new("Ever", "总榜"), BoardMeasure.AllPoints, PeriodKind.AllTime, null, TimeSpan.Zero, 1),
            ],
            document.Boards);
        Assert.Equal([(BadgeCounter.Purchases, 3L), (BadgeCounter.Plays, 5L)], document.Badges.Select(b => (b.Criteria.Counter, b.Criteria.AtLeast)));
        Assert.Equal(["purchase", "fuel"], document.Badges[0].Criteria.Kinds);
        BadgeSetDocument set = Assert.Single(document.BadgeSets);
        Assert.Equal(["buyer", "player"], set.Badges);
        Assert.Equal(new PointsPrize(new(50)), set.Grand);
        Assert.Equal(new WheelGuarantee(10, "ten"), wheel.Guarantee);
        Assert.Equal(new PlayLimits(10, 100), wheel.Limits);
    }

    [Fact]
    public void A_rule_reads_whole()
    {
        string json = """
            { "id": "x", "name": { "en": "X", "zh": "X" }, "kinds": ["purchase"], "effect": { "multiply": "1.25" }, "group": "g",
              "when": { "merchants": ["m"], "channels": ["c"], "categories": ["a", "b"], "tags": ["t"], "daysOfMonth": [1, 31], "weekends": true,
                        "between": [{ "from": "22:00", "to": "02:00" }] },
              "caps": { "perActivity": 1, "perDay": 2, "perMonth": 3, "perMember": 4 } }
            """;
        EarningDocument rule = new ProgrammeDraft().With(Rule, json).Document().Campaigns[0].Earning[0];

        Assert.Equal(new MultipliedPoints(1250), rule.Effect);
        Assert.Equal("g", rule.Group);
        Assert.Equal(new EarningCaps(1, 2, 3, 4), rule.Caps);
        Assert.Equal(["m"], rule.When.Merchants);
        Assert.Equal(["c"], rule.When.Channels);
        Assert.Equal(["a", "b"], rule.When.Categories);
        Assert.Equal(["t"], rule.When.Tags);
        Assert.Equal([1, 31], rule.When.DaysOfMonth);
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], rule.When.Weekdays);
        Assert.Equal([new DayPart(1320, 120)], rule.When.Between);
    }

    [Fact]
    public void Challenges_of_all_kinds_read_whole()
    {
        const string Json = """
            [
              { "id": "c", "kind": "count", "name": { "en": "C", "zh": "C" }, "period": "week", "qualifies": { "kinds": ["purchase"], "atLeast": 500 }, "times": 3,
                "reward": { "points": 50, "tickets": { "lottery": "wheel", "count": 2 }, "badge": "star" } },
              { "id": "m", "kind": "sum", "name": { "en": "M", "zh": "M" }, "period": { "rolling": 30 },
                "qualifies": { "kinds": ["purchase"], "when": { "categories": ["snack"] } }, "amount": 10000, "reward": { "points": 9 } },
              { "id": "l", "kind": "ladder", "name": { "en": "L", "zh": "L" }, "period": "campaign", "qualifies": { "kinds": ["fuel"] }, "every": 10, "most": 4, "reward": { "points": 5 } },
              { "id": "s", "kind": "set", "name": { "en": "S", "zh": "S" }, "of": { "badges": ["buyer", "star"] }, "reward": { "points": 7 } },
              { "id": "k", "kind": "streak", "name": { "en": "K", "zh": "K" }, "qualifies": { "kinds": ["check-in"] }, "days": 7, "repeat": false, "freezes": 2,
                "repair": { "points": 20, "hours": 48 }, "pauses": { "days": 14 }, "zone": "member", "rewards": [{ "day": 1, "points": 1 }, { "day": 7, "badge": "star" }] }
            ]
            """;
        IReadOnlyList<ChallengeDocument> read = new ProgrammeDraft().With("badges[2]", """{"id":"star","name":{"en":"Star","zh":"星"},"criteria":{"counter":"given"}}""").With("campaigns[0].challenges", Json).Document().Campaigns[0].Challenges;

        Assert.Equal(new CountGoal(3, new(new(50), new("wheel", 2), "star")), read[0].Goal);
        Assert.Equal((new ChallengePeriod(ChallengeSpan.Week), 500L), (read[0].Period, read[0].Qualifies.AtLeast));
        Assert.Equal((new SumGoal(10000, new(new(9), null, null)), new ChallengePeriod(ChallengeSpan.Rolling, 30)), (read[1].Goal, read[1].Period));
        Assert.Equal(["snack"], read[1].Qualifies.When.Categories);
        Assert.Equal((new LadderGoal(10, 4, new(new(5), null, null)), ChallengePeriod.Campaign), (read[2].Goal, read[2].Period));
        Assert.Equal(["buyer", "star"], Assert.IsType<SetGoal>(read[3].Goal).Members);
        StreakGoal streak = Assert.IsType<StreakGoal>(read[4].Goal);
        Assert.Equal((7, false, 2, new StreakRepair(new(20), 48), 14, true), (streak.Days, streak.Repeat, streak.Freezes, streak.Repair, streak.PauseDays, streak.InMemberZone));
        Assert.Equal([new StreakReward(1, new(new(1), null, null)), new StreakReward(7, new(null, null, "star"))], streak.Rewards);
    }

    [Fact]
    public void Odds_are_shown_unless_the_programme_says_not()
    {
        Assert.True(((WheelDocument)new ProgrammeDraft().Document().Campaigns[0].Lotteries[0]).ShowOdds);
        Assert.False(new ProgrammeDraft().With(Wheel + ".showOdds", "false").Compile().FindWheel("wheel")!.ShowsOdds);
        Assert.Equal([$"{Wheel}.showOdds"], Assert.IsType<ProgrammeRefused>(new ProgrammeDraft().With(Wheel + ".showOdds", "1").Read()).Errors.Select(error => error.Path));
    }

    [Fact]
    public void Tickets_make_a_wheel_playable() => Assert.True(((WheelDocument)new ProgrammeDraft()
        .With(Wheel + ".cost", "").With(Wheel + ".freePlaysPerDay", "0").With(Wheel + ".tickets", "true").Document().Campaigns[0].Lotteries[0]).Tickets);
}
