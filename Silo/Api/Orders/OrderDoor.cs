using Jifen.Silo.Orders;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>How requests come to the orders of members. What an order does not name any more is erased before the answer leaves.</summary>
internal sealed class OrderDoor(ShardCalls shards, AddressStore addresses, MemberKeys keys)
{
    /// <summary>The member and the prize that a route names.</summary>
    public (MemberKey Member, PrizeId Prize) Of(HttpContext context)
    {
        string id = Field.Id(context.Route(AccessCheck.MemberRoute), "memberId");
        return PrizeId.TryParse(context.Route("prizeId"), out PrizeId prize)
            ? (context.Caller().Member ?? keys.Of(id), prize)
            : throw Unknown();
    }

    /// <summary>The order as it is now.</summary>
    /// <exception cref="ProblemException">The member has no such goods.</exception>
    public async ValueTask<OrderView> FindAsync(MemberKey member, PrizeId prize, Position wanted)
    {
        string name = prize.ToString();
        return (await AllAsync(member, wanted).ConfigureAwait(false))?.FirstOrDefault(one => one.Prize == name)?.Order ?? throw Unknown();
    }

    /// <summary>All that a member has won for its wallet, newest first; null where there is no such member.</summary>
    public async ValueTask<IReadOnlyList<WalletPrizeView>?> AllAsync(MemberKey member, Position wanted)
    {
        (WalletView? wallet, _) = await shards.ReadAsync(shards.Of(member), member, wanted, new WalletQuestion(member)).ConfigureAwait(false);
        return wallet?.Prizes;
    }

    /// <summary>Open orders of all shards, oldest first, and what follows from asking for one more than <paramref name="limit"/>.</summary>
    /// <param name="state">One of <see cref="OrderStates"/>; null for all.</param>
    public async ValueTask<OpenOrders> OpenAsync(string? state, OrderPlace? after, int limit, Position wanted)
    {
        (OrdersView View, RecordPlace Place)[] seen = await shards.ReadAllAsync(wanted, new OrdersQuery(state, after, limit + 1)).ConfigureAwait(false);
        OrderLine[] found = [.. seen.SelectMany(shard => shard.View.Orders).OrderBy(line => OrderJson.PlaceOf(line).Rank).Take(limit + 1)];
        return new(found[..Math.Min(limit, found.Length)], found.Length > limit, [.. seen.Select(shard => shard.Place)]);
    }

    /// <summary>Has a change decided, and erases the address that it dropped.</summary>
    public async ValueTask<Answered> DecideAsync(ShardInput input, MemberKey member, RequestKey? key)
    {
        Answered reply = await shards.DecideAsync(shards.Of(member), input, member, key).ConfigureAwait(false);
        if (reply.Answer is OrderChanged { Dropped: { } dropped })
        {
            await Task.Run(() => addresses.Erase(dropped)).ConfigureAwait(false);
        }

        return reply;
    }

    private static ProblemException Unknown() => new(RejectionCodes.UnknownPrize, "The member has no such goods.", "prizeId");
}

/// <summary>A page of open orders.</summary>
/// <param name="More">There are more after the last.</param>
/// <param name="Places">Up to where each shard was seen.</param>
internal sealed record OpenOrders(IReadOnlyList<OrderLine> Lines, bool More, RecordPlace[] Places);
