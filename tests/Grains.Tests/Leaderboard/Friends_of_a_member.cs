using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Leaderboard;

public sealed class Friends_of_a_member
{
    /// <summary>Lists at random, some of them malformed: what the member has is the last that was taken, also after a replay and from a saved state.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_member_has_the_last_list_that_was_taken(ulong seed)
    {
        Dice dice = new(seed);
        OneShard shard = ShardBuilder.AShard().Build();
        MemberKey[] expected = [];
        for (int round = 0; round < 300; round++)
        {
            MemberKey[] wished = Wish(dice, shard.Key, expected);
            Decision decision = shard.Submit(new SetFriends(shard.Key, wished));
            if (IsWhole(shard.Key, wished))
            {
                Assert.Equal(wished.SequenceEqual(expected) ? 0 : 1, Assert.IsType<Decided>(decision).Events.Count);
                expected = wished;
            }
            else
            {
                Assert.Equal(RejectionCodes.Invalid, Assert.IsType<Rejected>(decision).Code);
            }

            Assert.Equal(expected, shard.Member.Friends);
        }

        TestShard home = shard.Town.Shards[0];
        Assert.Equal(TestShard.StatesOf(home.State), TestShard.StatesOf(home.Replay()));
        Assert.Equal(expected, home.Reload().FindMember(shard.Key)!.Friends);
    }

    [Fact]
    public void The_longest_list_is_taken_and_one_friend_more_is_not()
    {
        OneShard shard = ShardBuilder.AShard().Build();
        MemberKey[] most = [.. Enumerable.Range(1, SetFriends.Most).Select(n => new MemberKey((UInt128)n))];
        Assert.IsType<Decided>(shard.Submit(new SetFriends(shard.Key, most)));
        Rejected refused = Assert.IsType<Rejected>(shard.Submit(new SetFriends(shard.Key, [.. most, new MemberKey(SetFriends.Most + 1)])));
        Assert.Equal($"friends: there are more than {SetFriends.Most}.", refused.Detail);
        Assert.Equal(most, shard.Member.Friends);
    }

    /// <summary>The planted fault loses the last friend of a list; the list that the member has then is another than was wished.</summary>
    [Fact]
    public void Control_a_friend_that_is_lost_on_the_way_is_seen()
    {
        OneShard shard = ShardBuilder.AShard().Build();
        shard.Town.Shards[0].Tamper = static (_, _, decision) => decision is Decided { Events: [FriendsSet set] } decided
            ? decided with { Events = [new FriendsSet([.. set.Friends.SkipLast(1)])] }
            : decision;
        MemberKey[] wished = [new(1), new(2)];
        shard.Submit(new SetFriends(shard.Key, wished));
        Assert.NotEqual(wished, shard.Member.Friends);
    }

    [Fact]
    public void Who_is_no_member_has_no_friends()
    {
        OneShard shard = ShardBuilder.AShard().Build();
        Rejected refused = Assert.IsType<Rejected>(shard.Submit(new SetFriends(new(99), [shard.Key])));
        Assert.Equal(RejectionCodes.UnknownMember, refused.Code);
    }

    /// <summary>Mostly a list as it should be, sometimes the one before, sometimes with the member, a friend twice or out of order.</summary>
    private static MemberKey[] Wish(Dice dice, MemberKey member, MemberKey[] before)
    {
        MemberKey[] list = [.. Enumerable.Range(1, 40).Where(_ => dice.Chance(30)).Select(n => new MemberKey((UInt128)n)).Where(key => key != member)];
        return dice.Roll(8) switch
        {
            0 => before,
            1 => [.. list.Append(member).Order()],
            2 => [.. list, .. list.TakeLast(1)],
            3 => [.. list.Reverse()],
            _ => list,
        };
    }

    private static bool IsWhole(MemberKey member, MemberKey[] list) => !list.Contains(member) && list.SequenceEqual(list.Distinct().Order());
}
