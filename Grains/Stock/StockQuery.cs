using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Stock;

/// <summary>Where units lie. Looks at the state and changes nothing.</summary>
public static class StockQuery
{
    /// <summary>Units of this shard's slice, by segment.</summary>
    public static IReadOnlyList<SliceStockView> Slice(ShardState state, string lottery)
    {
        LotterySlice slice = state.Lottery(lottery);
        return [.. slice.StockedSegments.Select(segment => slice.StockOf(state.Shard, segment))];
    }

    /// <summary>Units of the lottery's treasuries, by segment; empty on a shard that does not keep them.</summary>
    public static IReadOnlyList<TreasuryStockView> Treasuries(ShardState state, string lottery) =>
    [
        .. state.Treasuries.Where(t => t.Lottery == lottery && t.IsStocked)
            .Select(t => new TreasuryStockView(lottery, t.Segment, t.Total, t.PerDay, t.Free, t.Out) { Release = t.Release, Expired = t.Expired }),
    ];
}
