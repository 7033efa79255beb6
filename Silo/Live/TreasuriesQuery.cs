using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>The treasuries that a shard keeps.</summary>
internal sealed record TreasuriesQuery : ShardQuery<TreasuriesView>
{
    public override TreasuriesView Answer(in ReadContext at) => new(ShardView.TreasuriesOf(at.State));
}

internal sealed record TreasuriesView(IReadOnlyList<TreasuryStockView> Treasuries);
