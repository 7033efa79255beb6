using Jifen.Grains.Kernel;

namespace Jifen.Grains.Stock;

/// <summary>The treasuries of a shard take their stock from each catalogue version that it adopts.</summary>
internal sealed class StockFollowsCatalogue : IReaction
{
    public Consequence? Next(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is CatalogueAdopted
            ? Prizes(state, at.Stamp).Concat(Budgets(state)).Select(units => Change(units.Treasury, units.Stock, units.Release)).Concat(Decks(state)).Concat(Pools(state)).Concat(Editions(state)).FirstOrDefault(c => c is not null)
            : null;

    private static IEnumerable<(Treasury Treasury, StockRule Stock, StockRelease? Release)> Prizes(ShardState state, Stamp now) =>
        state.Self.Newest!.WheelsKeptBy(state).SelectMany(wheel => wheel.Segments.Where(segment => segment.Stock is not null)
            .Select(segment => (state.Treasury(wheel.Id, segment.Id), segment.Stock!, segment.Drip?.At(now))));

    private static IEnumerable<(Treasury Treasury, StockRule Stock, StockRelease? Release)> Budgets(ShardState state) =>
        state.Self.Newest!.Programme!.Campaigns.Where(campaign => campaign.EarningBudget is not null && state.Keeps(BudgetName.Of(campaign.Id)))
            .Select(campaign => (state.Treasury(BudgetName.Of(campaign.Id), BudgetName.Segment), new StockRule(campaign.EarningBudget!.Value.Value, null), (StockRelease?)null));

    /// <remarks>A deck is what it was when it first came.</remarks>
    private static IEnumerable<Consequence> Decks(ShardState state) =>
        state.Self.Newest!.DecksKeptBy(state).Where(deck => !state.Treasury(deck.Id, DeckName.Segment).IsStocked).Select(deck => new Consequence(
            new StockSet(deck.Cards.Total, null) { On = Treasury.IdOf(deck.Id, DeckName.Segment), Numbered = true }, []));

    /// <remarks>A pool without a code is out: who wins one of its codes is not kept waiting for an upload.</remarks>
    private static IEnumerable<Consequence> Pools(ShardState state) => state.Self.Newest!.Programme!.Pools.Select(CouponName.Of)
        .Where(pool => state.Keeps(pool) && !state.Treasury(pool, CouponName.Segment).IsStocked)
        .Select(pool => new Consequence(new StockSet(0, null) { On = Treasury.IdOf(pool, CouponName.Segment), Numbered = true }, []));

    /// <remarks>A limit only grows, as numbered stock does.</remarks>
    private static IEnumerable<Consequence> Editions(ShardState state) => state.Self.Newest!.Programme!.EditionsEver.Limits
        .Where(edition => state.Keeps(EditionName.Of(edition.Badge)) && state.Treasury(EditionName.Of(edition.Badge), EditionName.Segment).Total < edition.Limit)
        .Select(edition => new Consequence(
            new StockSet(edition.Limit, null) { On = Treasury.IdOf(EditionName.Of(edition.Badge), EditionName.Segment), Numbered = true }, []));

    private static Consequence? Change(Treasury treasury, StockRule stock, StockRelease? release) =>
        treasury.IsStocked && treasury.Target == stock.Total && treasury.PerDay == stock.PerDay && treasury.Release == release
            ? null
            : new(new StockSet(stock.Total, stock.PerDay) { On = treasury.Id, Release = release }, []);
}
