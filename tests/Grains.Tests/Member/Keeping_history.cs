using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Keeping_history
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    [Theory]
    [InlineData("2001-02-03T04:05:06+08:00")]
    [InlineData("2026-11-21T11:59:00+08:00")]
    public void History_of_any_age_is_written_down_and_gives_nothing(string at)
    {
        OneShard shard = AShard().Running(AProgramme().WithBadges(ABadge("buyer", BadgeCounter.Purchases, 1))).At(Now).Build();

        Decided decided = Assert.IsType<Decided>(shard.Submit(Kept(shard, at)));

        Assert.Equal((Points.Zero, Points.Zero), BothOf(decided.Answer));
        Assert.Equal([new ActivityKept("a", "purchase", DateOnly.FromDateTime(DateTimeOffset.Parse(at, null).DateTime), 5_000)], decided.Events);
        Assert.Empty(shard.Member.Awards.Badges);
        Assert.Equal(0, shard.Member.Awards.ActivitiesOf(["purchase"]));
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void History_begins_with_the_year_1900()
    {
        OneShard shard = AShard().At(Now).Build();
        Assert.IsType<Decided>(shard.Submit(Kept(shard, "1900-01-01T00:00:00Z")));
        Assert.Equal(Rejected.Invalid("at", "it is before 1900"), shard.Submit(Kept(shard, "0001-01-01T00:00:00Z")));
    }

    [Fact]
    public void History_is_not_of_the_future()
    {
        OneShard shard = AShard().At(Now).Build();
        Decided decided = Assert.IsType<Decided>(shard.Submit(Kept(shard, "2026-11-21T12:06:00+08:00")));
        Assert.Equal(RefusalCodes.FromTheFuture, Assert.IsType<Refusal>(decided.Answer).Code);
    }

    [Fact]
    public void What_was_kept_as_history_has_nothing_to_be_refunded()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Town.Shards[0].Submit(Kept(shard, Now), shard.Town.Now, Town.KeyOf("a"));
        Assert.Equal(RejectionCodes.UnknownActivity, Assert.IsType<Rejected>(shard.Refunds("a")).Code);
    }

    /// <summary>The control: without the mark the same activity gives points, or is too late.</summary>
    [Fact]
    public void Control_the_same_without_the_mark_is_counted_or_refused()
    {
        OneShard shard = AShard().At(Now).Build();
        Decided counted = Assert.IsType<Decided>(shard.Submit(Kept(shard, Now) with { History = null }));
        Decided refused = Assert.IsType<Decided>(shard.Submit(Kept(shard, "2001-02-03T04:05:06+08:00") with { History = null }));
        Assert.Equal(50, Assert.IsType<ActivityRecorded>(counted.Answer).Points.Value);
        Assert.Equal(RefusalCodes.TooLate, Assert.IsType<Refusal>(refused.Answer).Code);
    }

    private static ReportActivity Kept(OneShard shard, string at) => new(shard.Key, "a", "purchase", At(at), 5_000, null, null, null) { History = true };

    private static (Points, Points) BothOf(Answer? answer) => answer is ActivityRecorded recorded ? (recorded.Points, recorded.Available) : default;
}
