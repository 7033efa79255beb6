using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>What a shard shows to whoever watches it.</summary>
/// <param name="NoticesAfter">Asks for what there is to tell of later records than this one; null asks for nothing of that.</param>
internal sealed record ShardViewQuery(Sequence? NoticesAfter = null) : ShardQuery<ShardView>
{
    public override ShardView Answer(in ReadContext at) => ShardView.Of(at) with
    {
        Notices = NoticesAfter is { } after ? at.Notices?.Of(at.State.Shard, after) ?? [] : [],
    };
}
