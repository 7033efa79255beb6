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
        (WalletView? wallet, _) = await shards.ReadAsync(shards.Of(member), member, wanted, new WalletQuestion(member)).ConfigureAwait(false);
        string name = prize.ToString();
        return wallet?.Prizes.FirstOrDefault(one => one.Prize == name)?.Order ?? throw Unknown();
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
