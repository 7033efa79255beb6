using Jifen.Grains.Challenge;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The challenges of a member; null where it is not enrolled.</summary>
internal sealed record ChallengesQuery(MemberKey Member) : ShardQuery<ChallengesView?>
{
    public override ChallengesView? Answer(in ReadContext at) => ChallengeQuery.View(at.State, Member, at.Now);
}

/// <summary>One challenge of a member; null where there is none, or the member is not enrolled.</summary>
internal sealed record OneChallengeQuery(MemberKey Member, string Challenge) : ShardQuery<ChallengeView?>
{
    public override ChallengeView? Answer(in ReadContext at) => ChallengeQuery.View(at.State, Member, Challenge, at.Now);
}
