using Jifen.Grains.Member.Limits;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What a member has set itself for paid plays; null where there is no such member.</summary>
internal sealed record SelfLimitsQuery(MemberKey Member) : ShardQuery<SelfLimitsView?>
{
    public override SelfLimitsView? Answer(in ReadContext at) => SelfLimitQuery.View(at.State, Member, at.Now);
}
