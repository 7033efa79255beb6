using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Which records of a member the store's index may not hold yet; null where the member is not enrolled.</summary>
internal sealed record UnindexedQuery(MemberKey Member) : ShardQuery<UnindexedView?>
{
    public override UnindexedView? Answer(in ReadContext at) =>
        at.State.FindMember(Member) is { Enrolled: true } ? new(at.Unindexed.Of(Member)) : null;
}

/// <param name="Records">Oldest first.</param>
internal sealed record UnindexedView(IReadOnlyList<Sequence> Records);
