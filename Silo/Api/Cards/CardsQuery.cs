using Jifen.Grains.Cards;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The cards of a member; null where it is not enrolled.</summary>
internal sealed record CardsQuery(MemberKey Member) : ShardQuery<CardsView?>
{
    public override CardsView? Answer(in ReadContext at) => CardQuery.View(at.State, Member, at.Now);
}
