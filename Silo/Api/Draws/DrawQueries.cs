using Jifen.Grains.Draws;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The newest periods of a draw; answered by the shard that is its home.</summary>
/// <param name="Period">Null for all of them.</param>
internal sealed record DrawingsQuery(string Lottery, string? Period, int Most) : ShardQuery<DrawingsView>
{
    public override DrawingsView Answer(in ReadContext at) => DrawQuery.Drawings(at.State, Lottery, Period, Most);
}

/// <summary>The draws that a member entered or won; null where it is not enrolled.</summary>
internal sealed record MemberDrawsQuery(MemberKey Member) : ShardQuery<MemberDrawsView?>
{
    public override MemberDrawsView? Answer(in ReadContext at) => DrawQuery.Of(at.State, Member);
}
