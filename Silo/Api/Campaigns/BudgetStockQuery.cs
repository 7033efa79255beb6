using Jifen.Grains.Stock;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What a shard keeps of a campaign's budget.</summary>
internal sealed record BudgetStockQuery(string Campaign) : ShardQuery<BudgetStockView>
{
    public override BudgetStockView Answer(in ReadContext at) => new(
        at.State.Budget(Campaign).StockOf(at.State.Shard),
        StockQuery.Treasuries(at.State, BudgetName.Of(Campaign)) is [var treasury] ? treasury : null);
}

/// <param name="Treasury">Null on a shard that does not keep it.</param>
internal sealed record BudgetStockView(SliceStockView Slice, TreasuryStockView? Treasury);
