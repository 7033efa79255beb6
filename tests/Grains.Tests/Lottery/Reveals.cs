using Jifen.Grains.Member;
using Jifen.Grains.Tests.Driving;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;
using static Jifen.Grains.Tests.Driving.ShardBuilder;

namespace Jifen.Grains.Tests.Lottery;

public sealed class Reveals
{
    [Fact]
    public void A_settled_play_is_unseen_until_it_is_watched()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(100)).Build();
        PlayId play = shard.Wins("small").Play;
        UnseenPlayView unseen = Assert.Single(View(shard).Unseen);
        Assert.Equal(new UnseenPlayView(play, WheelId, "small"), unseen);

        Decided first = Assert.IsType<Decided>(shard.Submit(new MarkSeen(shard.Key, play)));
        Decided second = Assert.IsType<Decided>(shard.Submit(new MarkSeen(shard.Key, play)));

        Assert.Empty(View(shard).Unseen);
        Assert.Single(first.Events);
        Assert.Empty(second.Events);
        Assert.Equal(first.Answer, second.Answer);
    }

    [Fact]
    public void A_play_of_another_member_of_another_shard_or_of_the_future_is_unknown()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(100)).Build();
        MemberKey other = shard.Town.Enrol(1);
        PlayId theirs = Assert.IsType<Played>(shard.Town.PlayOut(other)).Play;
        PlayId mine = Assert.IsType<Played>(shard.PlayOut()).Play;

        foreach (PlayId play in new PlayId[] { theirs, new(new(1), mine.Sequence), new(mine.Shard, new(99999)) })
        {
            Assert.Equal(RejectionCodes.UnknownPlay, Assert.IsType<Rejected>(shard.Submit(new MarkSeen(shard.Key, play))).Code);
        }
    }

    [Fact]
    public void The_newest_fifty_are_remembered()
    {
        OneShard shard = AShard().Running(AProgramme().FreePlays(100)).Build();
        List<PlayId> plays = [.. Enumerable.Range(0, MemberGrain.MostReveals + 1).Select(_ => ((Played)shard.PlayOut()!).Play)];

        Assert.Equal(plays[1..], View(shard).Unseen.Select(u => u.Play));
        Assert.Equal(RejectionCodes.UnknownPlay, Assert.IsType<Rejected>(shard.Submit(new MarkSeen(shard.Key, plays[0]))).Code);
    }

    private static MemberView View(OneShard shard) => MemberQuery.View(shard.State, shard.Key, shard.Town.Now)!;
}
