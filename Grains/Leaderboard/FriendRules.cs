using Jifen.Grains.Kernel;
using Jifen.Grains.Member;

namespace Jifen.Grains.Leaderboard;

/// <summary>Who a member's friends are. Whether they are members is not looked at: who is none stands on no board.</summary>
public static class FriendRules
{
    public static Decision Decide(ShardState state, SetFriends input) => state.FindMember(input.Member) switch
    {
        null => new NotYet(new MemberNeeded(input.Member)),
        { Enrolled: false } => new Rejected(RejectionCodes.UnknownMember, "There is no such member."),
        { } member => (Decision?)Malformed(input) ?? Set(member, input),
    };

    private static Decided Set(MemberGrain member, SetFriends input) => new()
    {
        Answer = new Acknowledged(),
        Events = member.Friends.SequenceEqual(input.Friends) ? [] : [new FriendsSet(input.Friends)],
    };

    private static Rejected? Malformed(SetFriends input)
    {
        if (input.Friends.Count > SetFriends.Most)
        {
            return Invalid($"there are more than {SetFriends.Most}");
        }

        for (int i = 0; i < input.Friends.Count; i++)
        {
            if (input.Friends[i] == input.Member)
            {
                return Invalid("nobody is its own friend");
            }

            if (i > 0 && input.Friends[i].CompareTo(input.Friends[i - 1]) <= 0)
            {
                return Invalid("they are not sorted, or one is there twice");
            }
        }

        return null;
    }

    private static Rejected Invalid(string why) => Rejected.Invalid("friends", why);
}
