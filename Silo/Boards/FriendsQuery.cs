using Jifen.Silo.Shards;

namespace Jifen.Silo.Boards;

/// <summary>The friends of a member; null where it is not enrolled.</summary>
internal sealed record FriendsQuery(MemberKey Member) : ShardQuery<FriendsView?>
{
    public override FriendsView? Answer(in ReadContext at) =>
        at.State.FindMember(Member) is { Enrolled: true } member ? new(Member, member.Friends) : null;
}

/// <param name="Friends">Sorted by their keys.</param>
internal sealed record FriendsView(MemberKey Member, IReadOnlyList<MemberKey> Friends);
