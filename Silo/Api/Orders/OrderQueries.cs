using Jifen.Grains.Wallet;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Open orders of a shard, oldest first.</summary>
/// <param name="State">One of <see cref="OrderStates"/>; null for all.</param>
/// <param name="After">The last one that is known already; null for the first.</param>
internal sealed record OrdersQuery(string? State, OrderPlace? After, int Limit) : ShardQuery<OrdersView>
{
    public override OrdersView Answer(in ReadContext at) => WalletQuery.Orders(at.State, State, After, Limit);
}
