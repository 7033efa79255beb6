using Jifen.Grains.Kernel;

namespace Jifen.Grains.Wallet;

/// <summary>What a member may read of its wallet. Looks at the state and changes nothing.</summary>
public static class WalletQuery
{
    /// <summary>Null where the member is not in memory, or not enrolled.</summary>
    public static WalletView? View(ShardState state, MemberKey key) => state.FindMember(key) is { Enrolled: true } member
        ? new([.. Newest([.. member.Wallet.Prizes.Select(prize => Of(state.Shard, prize) with { IsTest = member.IsTest })], [.. member.Orders.Orders.Select(order => order.View(state.Shard) with { IsTest = member.IsTest })])])
        : null;

    /// <summary>Open orders of this shard after a place, oldest first, at most <paramref name="limit"/>.</summary>
    /// <param name="only">One of <see cref="OrderStates"/>; null for all that are open.</param>
    public static OrdersView Orders(ShardState state, string? only, OrderPlace? after, int limit) => new([.. (state.FindNamed(OrderDesk.GrainId) as OrderDesk)?.Open
        .Where(open => (only is null || open.Order.State == only) && (after is null || after.Value.Rank.CompareTo(Place(state, open).Rank) < 0))
        .OrderBy(open => Place(state, open).Rank)
        .Take(limit)
        .Select(open => new OrderLine(open.Member, open.Order.View(state.Shard))) ?? []]);

    private static OrderPlace Place(ShardState state, OpenOrder open) => new(open.Order.At, new(state.Shard, open.Order.Play), open.Order.Part);

    /// <remarks>Each list is in the order of its stamps.</remarks>
    private static IEnumerable<WalletPrizeView> Newest(WalletPrizeView[] coupons, WalletPrizeView[] orders)
    {
        int coupon = coupons.Length - 1;
        for (int order = orders.Length - 1; order >= 0; order--)
        {
            for (; coupon >= 0 && coupons[coupon].At >= orders[order].At; coupon--)
            {
                yield return coupons[coupon];
            }

            yield return orders[order];
        }

        for (; coupon >= 0; coupon--)
        {
            yield return coupons[coupon];
        }
    }

    private static WalletPrizeView Of(ShardId shard, HeldPrize prize) => new(
        new PrizeId(new(shard, prize.Play), prize.Part).ToString(), prize.At, prize.Source, prize.Catalogue,
        prize.Replaced ? PrizeStates.Replaced : prize.IsComing ? PrizeStates.Coming : PrizeStates.Ready, prize.Pool, prize.Serial);
}
