using Jifen.Grains.Coupon;
using Jifen.Grains.Wallet;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>A pool with its chunks, of the shard that keeps it; null where it was never heard of.</summary>
internal sealed record PoolQuery(string Pool) : ShardQuery<PoolView?>
{
    public override PoolView? Answer(in ReadContext at) => CouponRules.View(at.State, Pool);
}

/// <summary>What a shard keeps of all pools.</summary>
internal sealed record CouponsQuery : ShardQuery<CouponsView>
{
    public override CouponsView Answer(in ReadContext at)
    {
        ShardId shard = at.State.Shard;
        return new([.. at.State.CouponSlices.Select(slice => slice.StockOf(shard))], [.. CouponRules.Views(at.State).Select(pool => pool with { Chunks = [] })]);
    }
}

/// <param name="Pools">Those whose treasury the shard keeps, without their chunks.</param>
internal sealed record CouponsView(IReadOnlyList<SliceStockView> Slices, IReadOnlyList<PoolView> Pools);

/// <summary>The wallet of a member; null where it is not enrolled.</summary>
internal sealed record WalletQuestion(MemberKey Member) : ShardQuery<WalletView?>
{
    public override WalletView? Answer(in ReadContext at) => WalletQuery.View(at.State, Member);
}
