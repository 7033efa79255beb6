using Jifen.Grains.Stock;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What a shard keeps of the prizes of a lottery.</summary>
internal sealed record LotteryStockQuery(string Lottery) : ShardQuery<LotteryStockView>
{
    public override LotteryStockView Answer(in ReadContext at) =>
        new(StockQuery.Slice(at.State, Lottery), StockQuery.Treasuries(at.State, Lottery));
}

/// <param name="Treasuries">Empty on a shard that keeps none of them.</param>
internal sealed record LotteryStockView(IReadOnlyList<SliceStockView> Slices, IReadOnlyList<TreasuryStockView> Treasuries);
