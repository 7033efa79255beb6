namespace Jifen.Grains.Interfaces;

/// <summary>The brand says who a member's friends are; the list replaces the one before.</summary>
/// <param name="Friends">Sorted, each once, at most <see cref="Most"/>, the member itself not among them.</param>
public sealed record SetFriends(MemberKey Member, IReadOnlyList<MemberKey> Friends) : ShardInput
{
    /// <summary>Friends of a member at most.</summary>
    public const int Most = 500;
}

/// <summary>The record's member has these friends.</summary>
public sealed record FriendsSet(IReadOnlyList<MemberKey> Friends) : GrainEvent;
