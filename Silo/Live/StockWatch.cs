using Jifen.Grains.Catalogue;

namespace Jifen.Silo.Live;

/// <summary>Stock of the prizes and points of the budgets, and how fast they go: awards are remembered minute by minute for an hour. Used by one caller at a time.</summary>
internal sealed class StockWatch
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly Dictionary<(string Lottery, string Segment), Queue<Mark>> _marks = [];

    /// <summary>Figures of every prize that has a stock and of the cards of every deck, in the order of the programme, of the pools of codes, and of the badges that have a limit.</summary>
    public IReadOnlyList<StockFigures> Of(
        Programme programme, IReadOnlyList<ShardView> shards, IReadOnlyList<TreasuryStockView> treasuries, DateTimeOffset at) =>
    [
        .. programme.Games.SelectMany(StockedOf).Concat(programme.Pools.Select(PoolOf)).Concat(programme.Badges.Where(badge => badge.Limit is not null).Select(EditionOf)).Select(prize =>
        {
            TreasuryStockView stock = Find(treasuries, prize.Lottery, prize.Segment, prize.Stock);
            return Of(stock, prize.Name, InvariantWall.AwardedOf(shards, stock), at, InvariantWall.ExpiredOf(shards, stock));
        }),
    ];

    /// <summary>Figures of every campaign that has a budget, in the order of the programme.</summary>
    public IReadOnlyList<StockFigures> BudgetsOf(
        Programme programme, IReadOnlyList<ShardView> shards, IReadOnlyList<TreasuryStockView> treasuries, DateTimeOffset at) =>
    [
        .. programme.Campaigns.Where(campaign => campaign.EarningBudget is not null).Select(campaign =>
        {
            TreasuryStockView budget = Find(treasuries, BudgetName.Of(campaign.Id), BudgetName.Segment, new(campaign.EarningBudget!.Value.Value, null));
            return Of(budget, campaign.Name, InvariantWall.AwardedOf(shards, budget), at) with { Lottery = campaign.Id };
        }),
    ];

    /// <param name="expired">Units that came to their end, at the treasury or on shards.</param>
    internal StockFigures Of(TreasuryStockView stock, LocalText name, long awarded, DateTimeOffset at, long expired = 0)
    {
        double perHour = RateOf((stock.Lottery, stock.Segment), awarded, at);
        long left = stock.Total - awarded - expired;
        DateTimeOffset? empty = left <= 0 ? at : perHour > 0 ? Later(at, left / perHour) : null;
        return new(
            stock.Lottery, stock.Segment, name, stock.Total, awarded, Math.Max(0, stock.Out - awarded - (expired - stock.Expired)), stock.Free, perHour, empty)
        {
            Released = stock.Release?.Units,
            Expired = expired,
        };
    }

    private static TreasuryStockView Find(IReadOnlyList<TreasuryStockView> treasuries, string lottery, string segment, StockRule stock) =>
        treasuries.FirstOrDefault(t => t.Lottery == lottery && t.Segment == segment) ?? new(lottery, segment, stock.Total, stock.PerDay, stock.Total, 0);

    private static IEnumerable<(string Lottery, string Segment, StockRule Stock, LocalText Name)> StockedOf(Game game) => game switch
    {
        Wheel wheel => wheel.Segments.Where(s => s.Stock is not null).Select(segment => (wheel.Id, segment.Id, segment.Stock!, NameOf(segment))),
        Deck deck => [(deck.Id, DeckName.Segment, new StockRule(deck.Cards.Total, null), deck.Name)],
        _ => [],
    };

    private static (string Lottery, string Segment, StockRule Stock, LocalText Name) PoolOf(string pool) =>
        (CouponName.Of(pool), CouponName.Segment, new(0, null), new($"Codes of {pool}", $"券码 {pool}"));

    private static (string Lottery, string Segment, StockRule Stock, LocalText Name) EditionOf(BadgeDocument badge) =>
        (EditionName.Of(badge.Id), EditionName.Segment, new(badge.Limit!.Value, null), badge.Name);

    private static LocalText NameOf(WheelSegment segment) => segment.Prize switch
    {
        GoodsPrize goods => goods.Name,
        MultiplierPrize multiplier => multiplier.Name,
        _ => segment.Label,
    };

    /// <remarks>What lies beyond ten years is no forecast.</remarks>
    private static DateTimeOffset? Later(DateTimeOffset at, double hours) => hours < 24 * 3650 ? at.AddHours(hours) : null;

    private double RateOf((string, string) prize, long awarded, DateTimeOffset at)
    {
        if (!_marks.TryGetValue(prize, out Queue<Mark>? marks))
        {
            _marks.Add(prize, marks = new([new(at, awarded)]));
        }

        while (marks.Count > 1 && at - marks.Peek().At > Remembered)
        {
            marks.Dequeue();
        }

        Mark first = marks.Peek();
        if (at - marks.Last().At >= Every)
        {
            marks.Enqueue(new(at, awarded));
        }

        TimeSpan since = at - first.At;
        return (awarded - first.Awarded) / (since < Every ? Every : since).TotalHours;
    }

    private readonly record struct Mark(DateTimeOffset At, long Awarded);
}
