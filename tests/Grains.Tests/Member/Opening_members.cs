using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Opening_members
{
    private const string Now = "2026-11-21T12:00:00+08:00";

    private static readonly Stamp Soon = At("2026-12-01T00:00:00+08:00");

    [Fact]
    public void A_stranger_is_enrolled_with_its_lots_and_its_tier()
    {
        OneShard shard = AShard().At(Now).Build();
        MemberKey stranger = shard.Town.KeyFor(1);

        Decided decided = Assert.IsType<Decided>(shard.Submit(new OpenMember(stranger, [new(new(30), null), new(new(20), Soon), new(new(5), Soon)], "gold", null)));

        Assert.Equal(new Opened(new(55), new(55)), decided.Answer);
        Assert.Equal([typeof(MemberEnrolled), typeof(MemberOpened), typeof(PointsOpened), typeof(PointsOpened)], decided.Events.Select(e => e.GetType()));
        MemberView view = MemberQuery.View(shard.State, stranger, shard.Town.Now)!;
        Assert.Equal("gold", view.Tier);
        Assert.Equal([new(new(25), Soon), new(new(30), null)], view.Points.Lots);
        Assert.Equal((new Points(55), true), (view.Points.Books.Earned, view.Points.Books.Balances));
        shard.Town.Shards[0].AssertReplays();
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void It_is_opened_once()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Submit(Opening(shard, 30));

        Decided again = Assert.IsType<Decided>(shard.Submit(Opening(shard, 30)));

        Assert.Equal(RefusalCodes.Exists, Assert.IsType<Refusal>(again.Answer).Code);
        Assert.Equal(30, shard.Available);
    }

    [Fact]
    public void Points_of_an_opening_pay_what_is_owed_first()
    {
        OneShard shard = AShard().Running(AProgramme().Expiring(new NeverExpires())).At(Now).Build();
        shard.Reports("a", Now, 1_000);
        shard.PlayOut();
        shard.Refunds("a");
        long owed = shard.Member.Purse.Owed.Value;
        Assert.InRange(owed, 5, 10);

        shard.Submit(Opening(shard, 30));

        Assert.Equal((0L, 30 - owed), (shard.Member.Purse.Owed.Value, shard.Available));
        shard.Town.Shards[0].AssertDerivable();
    }

    [Fact]
    public void Counters_go_on_and_earn_nothing_by_themselves()
    {
        OneShard shard = AShard().Running(AProgramme().WithBadges(
            ABadge("buyer", BadgeCounter.Purchases, 3), ABadge("rich", BadgeCounter.PointsEarned, 10))).At(Now).Build();
        OpenMember opening = Opening(shard, 30) with { Counters = new([new("purchase", 2)], 4, 1) };

        shard.Submit(opening);

        Assert.Empty(shard.Member.Awards.Badges);
        Assert.Equal((4L, 1L), (shard.Member.Awards.Plays, shard.Member.Awards.Wins));
        shard.Buys(100, Now);
        Assert.Equal(["buyer", "rich"], shard.Member.Awards.Badges.Select(badge => badge.Id));
        shard.Town.Shards[0].AssertReplays();
    }

    [Theory]
    [InlineData(0L, null, "lots[0].points", "it is below 1")]
    [InlineData(5L, "2026-11-20T00:00:00+08:00", "lots[0].expires", "it has passed")]
    [InlineData(Purse.MostEarned, null, "lots", "they are more points than a member can hold")]
    public void What_no_member_can_have_is_not_taken_over(long points, string? expires, string field, string why)
    {
        OneShard shard = AShard().WithPoints(1).Build();
        shard.GoTo(Now);

        Decision decision = shard.Submit(new OpenMember(shard.Key, [new(new(points), expires is null ? null : At(expires))], null, null));

        Assert.Equal(Rejected.Invalid(field, why), decision);
    }

    /// <summary>The control: were it not for the mark, points would come twice.</summary>
    [Fact]
    public void Control_an_opening_that_forgets_that_it_was_made_gives_its_points_again()
    {
        OneShard shard = AShard().At(Now).Build();
        shard.Town.Shards[0].Tamper = static (_, _, decision) =>
            decision is Decided decided ? decided with { Events = [.. decided.Events.Where(e => e is not MemberOpened)] } : decision;
        shard.Submit(Opening(shard, 30));
        shard.Submit(Opening(shard, 30));
        Assert.Equal(60, shard.Available);
    }

    private static OpenMember Opening(OneShard shard, long points) => new(shard.Key, [new(new(points), null)], null, null);
}
