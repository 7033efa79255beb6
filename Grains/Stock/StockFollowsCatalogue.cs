using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>The treasuries of a shard take their stock from each catalogue version that it adopts.</summary>
internal sealed class StockFollowsCatalogue : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is CatalogueAdopted
            ? Prizes(state).Concat(Budgets(state)).Select(units => Change(units.Treasury, units.Stock)).FirstOrDefault(c => c is not null)
            : null;

    private static IEnumerable<(Treasury Treasury, StockRule Stock)> Prizes(ShardState state) =>
        state.Self.Newest!.WheelsKeptBy(state).SelectMany(wheel => wheel.Segments.Where(segment => segment.Stock is not null)
            .Select(segment => (state.Treasury(wheel.Id, segment.Id), segment.Stock!)));

    private static IEnumerable<(Treasury Treasury, StockRule Stock)> Budgets(ShardState state) =>
        state.Self.Newest!.Programme!.Campaigns.Where(campaign => campaign.EarningBudget is not null && state.Keeps(BudgetName.Of(campaign.Id)))
            .Select(campaign => (state.Treasury(BudgetName.Of(campaign.Id), BudgetName.Segment), new StockRule(campaign.EarningBudget!.Value.Value, null)));

    private static Consequence? Change(Treasury treasury, StockRule stock) =>
        treasury.IsStocked && treasury.Target == stock.Total && treasury.PerDay == stock.PerDay
            ? null
            : new(new StockSet(stock.Total, stock.PerDay) { On = treasury.Id }, []);
}
