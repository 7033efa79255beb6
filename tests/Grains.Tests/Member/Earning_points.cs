using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Earning_points
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    [Fact]
    public void Points_are_exact_and_rounded_down_once()
    {
        OneShard shard = AShard().Running(AProgramme().WithEarning(3, 1000, "purchase")).At(Now).Build();

        ActivityRecorded answer = Recorded(shard.Buys(1999, Now));

        Assert.Equal(new Points(5), answer.Points);
        Assert.Equal(new Points(5), answer.Available);
        Assert.Equal([new RulePoints(RuleId, new(5))], answer.Rules);
    }

    [Fact]
    public void An_activity_of_another_kind_is_counted_and_gives_nothing()
    {
        OneShard shard = AShard().At(Now).Build();

        Decided decided = Assert.IsType<Decided>(shard.Buys(5000, Now, kind: "fuel"));

        Assert.Equal(Points.Zero, Recorded(decided).Points);
        Assert.Equal([new ActivityCounted("a", "fuel", new DateOnly(2026, 11, 21), 5000)], decided.Events);
    }

    [Theory]
    [InlineData("2026-10-22T12:00:00+08:00", null)]
    [InlineData("2026-10-22T11:59:59+08:00", RefusalCodes.TooLate)]
    [InlineData("2026-11-21T12:05:00+08:00", null)]
    [InlineData("2026-11-21T12:05:01+08:00", RefusalCodes.FromTheFuture)]
    public void An_activity_may_be_thirty_days_late_and_five_minutes_ahead(string at, string? refused)
    {
        OneShard shard = AShard().At(Now).Build();

        Decided decided = Assert.IsType<Decided>(shard.Buys(500, at));

        Assert.Equal(refused, (decided.Answer as Refusal)?.Code);
        Assert.Equal(refused is null, decided.Events.Count > 0);
    }

    [Fact]
    public void A_late_activity_counts_for_the_programme_day_on_which_it_happened()
    {
        OneShard shard = AShard().At(Now).Build();

        Decided decided = Assert.IsType<Decided>(shard.Buys(500, "2026-11-19T16:00:00Z"));

        Assert.Equal(new DateOnly(2026, 11, 20), Assert.IsType<ActivityCounted>(decided.Events[0]).Day);
    }

    [Fact]
    public void The_campaign_must_have_been_open_when_it_happened()
    {
        OneShard shard = AShard().Running(AProgramme().From("2026-11-20T00:00:00+08:00", "2026-11-21T00:00:00+08:00")).At(Now).Build();

        Assert.Equal(new Points(5), Recorded(shard.Buys(500, "2026-11-20T23:59:59+08:00", id: "a")).Points);
        Assert.Equal(Points.Zero, Recorded(shard.Buys(500, "2026-11-21T00:00:00+08:00", id: "b")).Points);
        Assert.Equal(Points.Zero, Recorded(shard.Buys(500, "2026-11-19T23:59:59+08:00", id: "c")).Points);
    }

    [Fact]
    public void A_paused_campaign_gives_nothing()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Submit(new SetPaused($"campaign:{CampaignId}", true, "lin", "a test"));

        Assert.Equal(Points.Zero, Recorded(shard.Buys(500, Now)).Points);
    }

    [Fact]
    public void An_amount_that_gives_more_than_a_member_can_hold_changes_nothing()
    {
        OneShard shard = AShard().Running(AProgramme().WithEarning(1, 1, "purchase")).At(Now).Build();
        Assert.IsType<Decided>(shard.Buys(Purse.MostEarned, Now, id: "a"));
        int records = shard.Town.Shards[0].Journal.Count;

        Rejected one = Assert.IsType<Rejected>(shard.Buys(1, Now, id: "b"));
        Rejected most = Assert.IsType<Rejected>(shard.Buys(long.MaxValue, Now, id: "c"));

        Assert.Equal(RejectionCodes.Invalid, one.Code);
        Assert.Equal(RejectionCodes.Invalid, most.Code);
        Assert.Contains("amount", one.Detail, StringComparison.Ordinal);
        Assert.Equal(records, shard.Town.Shards[0].Journal.Count);
        Assert.Equal(Purse.MostEarned, shard.Available);
    }

    [Fact]
    public void An_amount_below_nought_is_invalid()
    {
        OneShard shard = AShard().At(Now).Build();

        Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(shard.Buys(-1, Now)).Code);
    }

    [Fact]
    public void Earnings_of_one_expiry_go_into_one_lot()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new ExpiresAtEndOfMonth(0))).At(Now).Build();
        shard.Buys(500, Now, id: "a");
        shard.Buys(700, Now, id: "b");
        shard.GoTo("2026-12-01T00:00:00+08:00");
        shard.Buys(100, "2026-12-01T00:00:00+08:00", id: "c");

        Assert.Equal([new MemberLot(2, new(1), At("2027-01-01T00:00:00+08:00"))], shard.Member.Purse.Lots);
        Assert.Equal(new Points(12), shard.Member.Purse.Expired);
    }

    private static ActivityRecorded Recorded(Decision decision) =>
        Assert.IsType<ActivityRecorded>(Assert.IsType<Decided>(decision).Answer);
}
