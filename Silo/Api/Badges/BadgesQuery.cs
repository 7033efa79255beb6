using Jifen.Grains.Badge;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The badges of a member; null where it is not enrolled.</summary>
internal sealed record BadgesQuery(MemberKey Member) : ShardQuery<BadgesView?>
{
    public override BadgesView? Answer(in ReadContext at) => BadgeQuery.View(at.State, Member, at.Now);
}

/// <summary>One shard's part of how rare badges are.</summary>
internal sealed record BadgeHoldersQuery : ShardQuery<BadgeHoldersView>
{
    public override BadgeHoldersView Answer(in ReadContext at) => BadgeQuery.Holders(at.State);
}
