using Jifen.Grains.Member;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What a member has; null where it is not enrolled.</summary>
internal sealed record MemberViewQuery(MemberKey Member) : ShardQuery<MemberView?>
{
    public override MemberView? Answer(in ReadContext at) => MemberQuery.View(at.State, Member, at.Now);
}
