using Jifen.Grains.Member;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What is needed to go through a member's records; null where the member is not enrolled.</summary>
internal sealed record MemberPageQuery(MemberKey Member) : ShardQuery<MemberPageView?>
{
    public override MemberPageView? Answer(in ReadContext at) =>
        MemberQuery.View(at.State, Member, at.Now) is { } view ? new(view, at.Unindexed.Of(Member)) : null;
}

/// <param name="Unindexed">Records that the store's index may not hold yet, oldest first.</param>
internal sealed record MemberPageView(MemberView Member, IReadOnlyList<Sequence> Unindexed);
