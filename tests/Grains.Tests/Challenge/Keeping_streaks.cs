using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Challenge.Challenges;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>Days in a row. Tests begin on 2026-11-01 and name days of November.</summary>
public sealed class Keeping_streaks
{
    private static readonly (int, long)[] Doubling = [.. Enumerable.Range(1, 7).Select(day => (day, 1L << (day - 1)))];

    [Fact]
    public void Seven_days_in_a_row_double_daily_and_begin_again()
    {
        OneShard shard = Running(AStreak(7, Doubling));

        string[] given = [.. Enumerable.Range(1, 8).SelectMany(day => Rewards(Buys(shard, day)))];

        Assert.Equal([.. Enumerable.Range(1, 7).Select(day => $"goal {day} x1 {1 << (day - 1)}"), "goal 1 x1 1"], given);
        Assert.Equal((8, 8, StreakToday.Done), (shard.Streak().Current, shard.Streak().Longest, shard.Streak().Today));
        AssertSound(shard);
    }

    [Fact]
    public void A_second_activity_of_a_day_counts_once_and_keeps_the_day_when_the_first_is_refunded()
    {
        OneShard shard = Running(AStreak(2, (2, 10)));
        Buys(shard, 1, "a");
        Buys(shard, 1, "b");
        shard.Refunds("a");

        Assert.Equal(["goal 2 x1 10"], Rewards(Buys(shard, 2)));
        AssertSound(shard);
    }

    [Fact]
    public void Each_run_gives_its_rewards_and_where_rounds_do_not_repeat_each_reward_is_given_once()
    {
        OneShard again = Running(AStreak(3, (1, 5)));
        OneShard once = Running(AStreak(3, (1, 5)) with { Repeat = false });
        foreach (int day in (int[])[1, 3, 4, 5, 6])
        {
            Buys(again, day);
            Buys(once, day);
        }

        Assert.Equal((3, 1), (again.Events().OfType<ChallengeRewarded>().Count(), once.Events().OfType<ChallengeRewarded>().Count()));
    }

    [Fact]
    public void A_missed_day_uses_a_freeze_and_a_late_activity_gives_it_back()
    {
        OneShard shard = Running(AStreak(7, (3, 10)) with { Freezes = 1 });
        Buys(shard, 1);
        Buys(shard, 3);
        Assert.Equal((2, 0), (shard.Streak().Current, shard.Streak().FreezesLeft));

        Assert.Equal(["goal 3 x1 10"], Rewards(Late(shard, 2)));
        Assert.Equal((3, 1), (shard.Streak().Current, shard.Streak().FreezesLeft));
        AssertSound(shard);
    }

    [Fact]
    public void A_missed_day_without_a_freeze_breaks_the_run_and_a_late_activity_mends_it()
    {
        OneShard shard = Running(AStreak(7, (4, 10)));
        foreach (int day in (int[])[1, 2, 4])
        {
            Buys(shard, day);
        }

        Assert.Equal((1, 2), (shard.Streak().Current, shard.Streak().Longest));
        Assert.Equal(["goal 4 x1 10"], Rewards(Late(shard, 3)));
        Assert.Equal((4, 4), (shard.Streak().Current, shard.Streak().Longest));
    }

    [Fact]
    public void A_refund_breaks_the_run_takes_no_reward_and_brings_none()
    {
        OneShard shard = Running(AStreak(7, Doubling));
        for (int day = 1; day <= 5; day++)
        {
            Buys(shard, day, $"d{day}");
        }

        long before = shard.Available;
        shard.Refunds("d3");

        Assert.Equal((2, 2), (shard.Streak().Current, shard.Streak().Longest));
        Assert.Equal(before - 1, shard.Available);
        Assert.Equal([(1, 1L), (2, 1L)], shard.Events().OfType<ChallengeWaived>().Select(waived => (waived.Step!.Value, waived.Times)));
        Assert.Empty(Rewards(Buys(shard, 6)));
        Assert.Equal(["goal 6 x1 32"], Rewards(Late(shard, 3)));
        Assert.Equal(["goal 7 x1 64"], Rewards(Buys(shard, 7)));
        AssertSound(shard);
    }

    [Fact]
    public void Paused_days_hold_the_run_and_are_bounded()
    {
        OneShard shard = Running(AStreak(7, (7, 10)) with { PauseDays = 3 });
        Buys(shard, 1);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(Pause(shard, 1, 2)).Code);
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(Pause(shard, 4, 3)).Code);
        Assert.Equal(RefusalCodes.LimitReached, Refused(Pause(shard, 2, 5)));
        Assert.Equal(new PauseTaken(Id, Day(2), Day(3), 1), Assert.IsType<Decided>(Pause(shard, 2, 3)).Answer);
        Assert.Equal(RefusalCodes.Conflict, Refused(Pause(shard, 3, 3)));

        GoTo(shard, 3);
        Assert.Equal(StreakToday.Paused, shard.Streak().Today);
        GoTo(shard, 4);
        Assert.Equal(StreakToday.AtRisk, shard.Streak().Today);
        Buys(shard, 4);
        Assert.Equal(2, shard.Streak().Current);
        Assert.Equal([DayMark.Kept, DayMark.Paused, DayMark.Paused, DayMark.Kept], shard.Streak().Timeline!.Select(day => day.Mark));
        AssertSound(shard);
    }

    [Fact]
    public void A_missed_day_is_repaired_for_points_within_its_hours_and_brings_what_is_due()
    {
        OneShard shard = Running(AStreak(7, (3, 10)) with { Repair = new(new(5), 48) }, points: 20);
        Buys(shard, 1);
        Buys(shard, 3);
        GoTo(shard, 4);
        Assert.Equal(new RepairOffer(Day(2), new(5), At("2026-11-05T00:00:00+08:00")), shard.Streak().Repair);

        Decision repaired = shard.Submit(new RepairStreak(shard.Key, Id));

        DayRepaired answer = Assert.IsType<DayRepaired>(Assert.IsType<Decided>(repaired).Answer);
        Assert.Equal((Day(2), new Points(5), new Points(shard.Available)), (answer.Day, answer.Cost, answer.Available));
        Assert.Equal(["goal 3 x1 10"], Rewards(repaired));
        Assert.Equal(20 + 2 - 5 + 10, shard.Available);
        Assert.Equal(3, shard.Streak().Current);
        Assert.Equal(RefusalCodes.TooLate, Refused(shard.Submit(new RepairStreak(shard.Key, Id))));
        AssertSound(shard);
    }

    [Fact]
    public void A_repair_tells_of_the_points_that_follow_from_its_reward()
    {
        OneShard shard = Running(
            AStreak(7, (3, 10)) with { Repair = new(new(5), 48) }, 20,
            programme => programme.WithBadges(ABadge("earner", BadgeCounter.PointsEarned, 30)).WithSets(ASet("all", 100, "earner")));
        Buys(shard, 1);
        Buys(shard, 3);
        GoTo(shard, 4);

        shard.Submit(new RepairStreak(shard.Key, Id));

        Assert.Equal(20 + 2 - 5 + 10 + 100, Assert.IsType<DayRepaired>(shard.Answers()[^1]).Available.Value);
        AssertSound(shard);
    }

    [Theory]
    [InlineData("2026-11-04T23:59:59.999999+08:00", null)]
    [InlineData("2026-11-05T00:00:00+08:00", RefusalCodes.TooLate)]
    public void A_repair_is_exact_to_its_hour(string at, string? refused)
    {
        OneShard shard = Running(AStreak(7, (3, 10)) with { Repair = new(new(5), 48) }, points: 5);
        Buys(shard, 1);
        shard.At(at);

        Assert.Equal(refused, (Assert.IsType<Decided>(shard.Submit(new RepairStreak(shard.Key, Id))).Answer as Refusal)?.Code);
    }

    [Fact]
    public void A_repair_needs_its_points_and_an_open_campaign()
    {
        OneShard shard = Running(AStreak(7, (3, 10)) with { Repair = new(new(50), 48) });
        Assert.Equal(RejectionCodes.UnknownChallenge, Assert.IsType<Rejected>(shard.Submit(new RepairStreak(shard.Key, "other"))).Code);
        Buys(shard, 1);
        GoTo(shard, 3);

        Assert.Equal(RefusalCodes.InsufficientPoints, Refused(shard.Submit(new RepairStreak(shard.Key, Id))));
        shard.Submit(new SetPaused($"campaign:{CampaignId}", true, "lin", "a test"));
        shard.Town.Settle();
        Assert.Equal(RefusalCodes.NotOpen, Refused(shard.Submit(new RepairStreak(shard.Key, Id))));
    }

    [Fact]
    public void A_streak_tells_where_it_stands_each_day()
    {
        OneShard shard = Running(AStreak(7, Doubling) with { Freezes = 1, Repair = new(new(1), 24) });
        List<(StreakToday, string)> told = [];
        foreach (int day in (int[])[1, 2, 3, 4, 5])
        {
            GoTo(shard, day);
            told.Add((shard.Streak().Today, shard.View().Sentence.En));
            if (day == 1)
            {
                Buys(shard, 1);
                told.Add((shard.Streak().Today, shard.View().Sentence.En));
            }
        }

        Assert.Equal(
        [
            (StreakToday.Idle, "Begin today: day 1 of 7 and get 1 point."),
            (StreakToday.Done, "Today is done: 1 day in a row. Come back tomorrow for day 2 of 7 and get 2 points."),
            (StreakToday.Frozen, "Do it today for day 2 of 7 and get 2 points; otherwise a freeze saves your 1 day in a row."),
            (StreakToday.AtRisk, "Keep your 1 day in a row: do it today for day 2 of 7 and get 2 points, or the streak breaks."),
            (StreakToday.Broken, "The streak broke on 2026-11-03. Repair it for 1 point."),
            (StreakToday.Idle, "Begin today: day 1 of 7 and get 1 point."),
        ], told);
        Assert.Equal([DayMark.Idle, DayMark.Broken, DayMark.Frozen, DayMark.Kept], shard.Streak().Timeline!.Select(day => day.Mark));
        Assert.Equal(At("2026-11-06T00:00:00+08:00"), shard.Streak().Deadline);
    }

    [Fact]
    public void Days_are_the_members_own_once_it_has_set_its_zone_and_those_counted_stay()
    {
        OneShard shard = Running(AStreak(7, (2, 10)) with { InMemberZone = true });
        shard.At("2026-11-02T07:00:00+08:00");
        shard.Reports("a", "2026-11-02T07:00:00+08:00", 100);
        Assert.Equal(new ZoneTaken("America/New_York"), Assert.IsType<Decided>(shard.Submit(new SetZone(shard.Key, "America/New_York"))).Answer);
        Assert.Equal(RefusalCodes.LimitReached, Refused(shard.Submit(new SetZone(shard.Key, "Europe/Berlin"))));
        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Submit(new SetZone(shard.Key, "Mars/Olympus"))).Code);

        shard.At("2026-11-02T12:00:00-05:00");
        Assert.Equal((StreakToday.Done, "America/New_York", At("2026-11-03T00:00:00-05:00")), (shard.Streak().Today, shard.Streak().Zone, shard.Streak().Deadline));
        Assert.Equal(["goal 2 x1 10"], Rewards(shard.Reports("b", "2026-11-01T23:30:00-05:00", 100)));
        AssertSound(shard);
    }

    [Fact]
    public void Old_days_are_summed_up_and_the_walk_goes_on()
    {
        OneShard shard = Running(AStreak(7, Doubling) with { Freezes = 3 });
        int given = 0;
        for (int day = 1; day <= 400; day++)
        {
            shard.Town.Now = shard.Town.Now.Plus(TimeSpan.FromDays(1));
            given += day % 50 == 0 ? 0 : Rewards(shard.Reports($"a{day}", shard.Town.Now.ToString(), 100)).Length;
        }

        Assert.InRange(shard.Entry().Tally.Pairs().Count, 100, 123 + 31);
        Assert.NotNull(shard.Entry().Sum);
        Assert.Equal(392, given);
        Assert.Equal((0, 196), (shard.Streak().FreezesLeft, shard.Streak().Longest));
        AssertSound(shard);
    }

    private static OneShard Running(StreakGoal goal, long points = 0, Func<ProgrammeBuilder, ProgrammeBuilder>? with = null)
    {
        ProgrammeBuilder programme = AProgramme().From("2026-01-01T00:00:00+08:00", "2029-01-01T00:00:00+08:00").WithEarning(1, 100, "purchase", "gift").WithChallenges(A(goal));
        OneShard shard = AShard().At("2026-11-01T12:00:00+08:00").Running(with?.Invoke(programme) ?? programme).Build();
        if (points > 0)
        {
            shard.Buys(points * 100, "2026-11-01T12:00:00+08:00", "gift", "points");
        }

        return shard;
    }

    private static DateOnly Day(int day) => new(2026, 11, day);

    private static void GoTo(OneShard shard, int day) => shard.At($"2026-11-{day:00}T12:00:00+08:00");

    private static Decision Buys(OneShard shard, int day, string? id = null)
    {
        GoTo(shard, day);
        return Late(shard, day, id);
    }

    private static Decision Late(OneShard shard, int day, string? id = null) => shard.Reports(id ?? $"n{day}", $"2026-11-{day:00}T12:00:00+08:00", 100);

    private static Decision Pause(OneShard shard, int from, int through) => shard.Submit(new PauseStreak(shard.Key, Id, Day(from), Day(through)));

    private static string Refused(Decision decision) => Assert.IsType<Refusal>(Assert.IsType<Decided>(decision).Answer).Code;

    private static void AssertSound(OneShard shard)
    {
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }
}
