using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Coupon;

/// <summary>How codes come into a pool, on the shard that keeps it.</summary>
public static class CouponRules
{
    /// <summary>
    /// Adds codes whose texts are stored. Whoever adds says how many the pool has: of two that add at once one is refused and looks
    /// again, so that no text is taken twice.
    /// </summary>
    public static Decision Decide(ShardState state, AddCodes input, in DecisionContext context)
    {
        CouponPool pool = state.CouponPool(input.Pool);
        if (!state.Keeps(CouponName.Of(input.Pool)) || input.Count < 1)
        {
            return new Rejected(RejectionCodes.Invalid, "The pool lives on another shard, or there is no code to add.");
        }

        if (pool.Total != input.Before)
        {
            return new Rejected(RejectionCodes.TryAgain, "Codes were added to the pool meanwhile.");
        }

        long total = pool.Total + input.Count;
        if (total > CouponPool.MostCodes)
        {
            return PlayChecks.Refuse(RefusalCodes.LimitReached, $"A pool has at most {CouponPool.MostCodes} codes.");
        }

        if (input.Expires is not null && state.Self.Unbound is { } document)
        {
            return new NotYet(new DocumentNeeded(document));
        }

        Stamp? ends = EndOf(state, input.Expires, context.Now);
        return new Decided
        {
            Answer = new PoolChanged(input.Pool, total, pool.AlarmBelow),
            Events =
            [
                new CodesAdded(input.Chunk, input.Count) { On = pool.Id, Expires = input.Expires, Ends = ends },
                new StockSet(total, null) { On = Treasury.IdOf(CouponName.Of(input.Pool), CouponName.Segment), Numbered = true, Ends = ends },
            ],
        };
    }

    /// <remarks>The instant stands in the record, so that no later calendar moves it.</remarks>
    private static Stamp? EndOf(ShardState state, DateOnly? expires, Stamp now) =>
        expires is { } day ? (state.Self.Dating(now)?.Programme ?? Programme.Empty).Calendar.EndOf(day) : null;

    public static Decision Decide(ShardState state, SetPoolAlarm input)
    {
        CouponPool pool = state.CouponPool(input.Pool);
        return new Decided
        {
            Answer = new PoolChanged(input.Pool, pool.Total, input.Below),
            Events = pool.AlarmBelow == input.Below ? [] : [new PoolAlarmSet(input.Below) { On = pool.Id }],
        };
    }

    /// <summary>What may be read of a pool; null where it was never heard of here.</summary>
    public static PoolView? View(ShardState state, string id)
    {
        CouponPool pool = state.CouponPool(id);
        Treasury treasury = state.Treasury(CouponName.Of(id), CouponName.Segment);
        return treasury.IsStocked || pool.AlarmBelow > 0
            ? new(id, pool.Total, pool.AlarmBelow, treasury.Free, treasury.Out, [.. pool.Chunks]) { Expired = treasury.Expired }
            : null;
    }

    /// <summary>The pools that this shard keeps, by id.</summary>
    public static IReadOnlyList<PoolView> Views(ShardState state) =>
        [.. state.Treasuries.Where(treasury => CouponName.Is(treasury.Lottery)).Select(treasury => View(state, CouponName.PoolOf(treasury.Lottery))!)];
}
