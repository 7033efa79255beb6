using Jifen.Grains.Coupon;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Live;

/// <summary>What one shard shows, at one prefix of its journal; all of it is durable when it is handed out.</summary>
/// <param name="Waiting">Plays that wait for a unit here.</param>
/// <param name="Unused">Units that lie on the slices of this shard, points of budgets included.</param>
/// <param name="Paused">Targets that are stopped here.</param>
internal sealed record ShardView(
    ShardId Shard, TallyFigures Tally, LoopFigures Loop, long Waiting, long Unused, IReadOnlyList<SliceStockView> Slices,
    IReadOnlyList<TreasuryStockView> Treasuries, IReadOnlyList<string> Paused)
{
    /// <summary>Cards of decks that members of this shard hold.</summary>
    public long CardsHeld { get; init; }

    /// <summary>What the shard's silo has to tell of its records, as far as it was asked for, oldest first.</summary>
    public IReadOnlyList<LiveNotice> Notices { get; init; } = [];

    /// <summary>Looks at a shard. Runs on the shard's thread.</summary>
    public static ShardView Of(in ReadContext at)
    {
        ShardState state = at.State;
        List<SliceStockView> slices = [];
        long waiting = 0;
        foreach (LotterySlice slice in state.Slices)
        {
            waiting += slice.WaitingCount;
            slices.AddRange(slice.StockedSegments.Select(segment => slice.StockOf(state.Shard, segment)));
        }

        slices.AddRange(state.Budgets.Select(budget => budget.StockOf(state.Shard)));
        foreach (CouponSlice coupons in state.CouponSlices)
        {
            waiting += coupons.Account.Waiting.Count(play => play.Part is null);
            slices.Add(coupons.StockOf(state.Shard));
        }

        slices.AddRange(state.Editions.Select(edition => edition.StockOf(state.Shard)));
        return new(
            state.Shard, state.Tally.Figures, at.Loop.Figures, waiting, slices.Sum(s => s.Unused), slices, TreasuriesOf(state), state.Self.Paused)
        {
            CardsHeld = state.Slices.Sum(slice => slice.CardsHeld),
        };
    }

    public static IReadOnlyList<TreasuryStockView> TreasuriesOf(ShardState state) =>
    [
        .. state.Treasuries.Where(t => t.IsStocked).Select(t => new TreasuryStockView(t.Lottery, t.Segment, t.Total, t.PerDay, t.Free, t.Out) { Release = t.Release, Expired = t.Expired }),
    ];
}
