using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>What a shard shows to whoever watches it.</summary>
internal sealed record ShardViewQuery : ShardQuery<ShardView>
{
    public override ShardView Answer(in ReadContext at) => ShardView.Of(at);
}
