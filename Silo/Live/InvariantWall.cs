using Jifen.Grains.Kernel;

namespace Jifen.Silo.Live;

/// <summary>
/// The invariants over all shards. Each shard balances at every prefix of its own journal, so sums of looks taken at different instants
/// balance too; where a prize's awards are held against its stock, the stock is what was seen last. Units are those of prizes and the points
/// of budgets.
/// </summary>
internal static class InvariantWall
{
    public const string LotsAreBalances = "lots-are-balances";
    public const string PointsAreConserved = "points-are-conserved";
    public const string RefundsAreBooked = "refunds-are-booked";
    public const string PlaysAreSettled = "plays-are-settled";
    public const string CardsAreKept = "cards-are-kept";
    public const string UnitsAreKept = "units-are-kept";
    public const string UnitsAreOut = "units-are-out";
    public const string StockIsWhole = "stock-is-whole";
    public const string AwardsWithinStock = "awards-within-stock";
    public const string IssuedWithinStock = "issued-within-stock";
    public const string SpentWithinBudget = "spent-within-budget";

    public static IReadOnlyList<InvariantFigures> Of(IReadOnlyList<ShardView> shards, IReadOnlyList<TreasuryStockView> treasuries, DateTimeOffset at) =>
    [
        .. shards.Count == 0 ? [] : Points([.. shards.Select(s => s.Tally.Points)], at),
        Equal(
            PlaysAreSettled, Sum(shards, s => s.Tally.Plays.Taken), Sum(shards, s => s.Tally.Plays.Settled + s.Tally.Plays.Undone + s.Waiting), at),
        Equal(
            CardsAreKept, Sum(shards, s => s.Tally.Cards?.Dealt ?? 0),
            Sum(shards, s => (s.Tally.Cards?.Scratched ?? 0) + (s.Tally.Cards?.Voided ?? 0) + s.CardsHeld), at),
        Equal(
            UnitsAreKept, Sum(shards, s => s.Tally.Units.Granted + s.Tally.Budgets.Granted),
            Sum(shards, s => s.Tally.Units.Used + s.Tally.Budgets.Used + s.Unused + s.Slices.Sum(slice => slice.Expired) + s.Tally.Units.Returned + s.Tally.Budgets.Returned), at),
        Equal(
            UnitsAreOut, Sum(shards, s => s.Tally.Units.Lent + s.Tally.Budgets.Lent - s.Tally.Units.Back - s.Tally.Budgets.Back),
            Sum(shards, s => s.Treasuries.Sum(t => t.Out)), at),
        Equal(StockIsWhole, Sum(treasuries, t => t.Free + t.Out + t.Expired), Sum(treasuries, t => t.Total), at),
        EachAtMost(AwardsWithinStock, [.. treasuries.Where(t => !BudgetName.Is(t.Lottery)).Select(t => (AwardedOf(shards, t), t.Total))], at),
        EachAtMost(IssuedWithinStock, [.. treasuries.Where(t => !BudgetName.Is(t.Lottery)).Select(t => (t.Out, t.Total))], at),
        EachAtMost(SpentWithinBudget, [.. treasuries.Where(t => BudgetName.Is(t.Lottery)).Select(t => (AwardedOf(shards, t), t.Total))], at),
    ];

    /// <summary>Units of the prize that were awarded on all shards, or points of the budget that were given.</summary>
    public static long AwardedOf(IReadOnlyList<ShardView> shards, TreasuryStockView prize) =>
        shards.Sum(s => s.Slices.Where(slice => slice.Lottery == prize.Lottery && slice.Segment == prize.Segment).Sum(slice => slice.Used));

    /// <summary>Units of the prize that came to their end, at the treasury or on any shard.</summary>
    public static long ExpiredOf(IReadOnlyList<ShardView> shards, TreasuryStockView prize) =>
        prize.Expired + shards.Sum(s => s.Slices.Where(slice => slice.Lottery == prize.Lottery && slice.Segment == prize.Segment).Sum(slice => slice.Expired));

    private static IEnumerable<InvariantFigures> Points(IReadOnlyList<PointCounts> shards, DateTimeOffset at) =>
    [
        Equal(LotsAreBalances, Sum(shards, p => p.Lots), Sum(shards, p => p.Balance), at),
        Equal(PointsAreConserved, Sum(shards, p => p.Earned + p.Restored), Sum(shards, p => p.Spent + p.Expired + p.Reversed + p.Balance), at),
        Equal(RefundsAreBooked, Sum(shards, p => p.Claimed), Sum(shards, p => p.Reversed + p.Faded + p.Owed), at),
    ];

    private static Int128 Sum<T>(IReadOnlyList<T> of, Func<T, Int128> figure)
    {
        Int128 sum = 0;
        foreach (T one in of)
        {
            sum += figure(one);
        }

        return sum;
    }

    private static InvariantFigures Equal(string name, Int128 left, Int128 right, DateTimeOffset at) =>
        new(name, long.CreateSaturating(left), long.CreateSaturating(right), AtMost: false, left == right, at);

    /// <summary>Where one prize breaks it, its own figures are shown; else the sums.</summary>
    private static InvariantFigures EachAtMost(string name, IReadOnlyList<(long Left, long Right)> prizes, DateTimeOffset at)
    {
        foreach ((long left, long right) in prizes.Where(p => p.Left > p.Right))
        {
            return new(name, left, right, AtMost: true, Holds: false, at);
        }

        return new(name, prizes.Sum(p => p.Left), prizes.Sum(p => p.Right), AtMost: true, Holds: true, at);
    }
}
