using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Coupon;

/// <summary>A pool tells once that it has fewer codes to give out than its alarm says, and once that it has enough again.</summary>
internal sealed class PoolsCallForMore : IFollowUp
{
    public IReadOnlyList<GrainEvent> From(ShardState state, GrainEvent happened, in RecordStamp at) =>
        happened is UnitsLent or UnitsBack or UnitsExpired or StockSet or PoolAlarmSet && PoolOf(state, happened.On!) is { } pool ? Told(state, pool, at.Stamp) : [];

    private static CouponPool? PoolOf(ShardState state, string grain) => state.FindNamed(grain) switch
    {
        CouponPool pool => pool,
        Treasury treasury when CouponName.Is(treasury.Lottery) => state.CouponPool(CouponName.PoolOf(treasury.Lottery)),
        _ => null,
    };

    private static GrainEvent[] Told(ShardState state, CouponPool pool, Stamp now)
    {
        long free = state.Treasury(CouponName.Of(pool.Pool), CouponName.Segment).LendableAt(now);
        bool low = free < pool.AlarmBelow;
        return low == pool.IsLow ? [] : low ? [new PoolRanLow(free) { On = pool.Id }] : [new PoolRefilled { On = pool.Id }];
    }
}
