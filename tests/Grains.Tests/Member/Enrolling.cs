using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Member;

public sealed class Enrolling
{
    [Fact]
    public void A_member_is_enrolled_once()
    {
        OneShard shard = AShard().Build();

        Decided again = Assert.IsType<Decided>(shard.Submit(new Enrol(shard.Key)));

        Assert.Equal(RefusalCodes.Exists, Assert.IsType<Refusal>(again.Answer).Code);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Who_is_not_enrolled_is_unknown_to_plays_and_activities()
    {
        OneShard shard = AShard().Build();
        MemberKey stranger = shard.Town.KeyFor(1);

        Rejected play = Assert.IsType<Rejected>(shard.Town.Play(stranger));
        Rejected activity = Assert.IsType<Rejected>(shard.Town.Earn(stranger, 5));

        Assert.Equal(RejectionCodes.UnknownMember, play.Code);
        Assert.Equal(RejectionCodes.UnknownMember, activity.Code);
    }

    [Fact]
    public void Keyed_records_are_counted_refusals_included()
    {
        OneShard shard = AShard().Build();
        Assert.Equal(1, shard.Member.Keyed);

        shard.Submit(new Enrol(shard.Key));
        shard.Buys(100, "2026-11-21T11:00:00+08:00");
        shard.Sweep();

        Assert.Equal(3, shard.Member.Keyed);
    }
}
