using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Wallet;

/// <summary>
/// How an order goes on: <c>awaiting_address</c>, <c>ready</c>, <c>ordered</c>, <c>shipped</c>, <c>delivered</c>, and <c>cancelled</c> from
/// each but the last. Goods that are collected are <c>ready</c> at once and may be handed over without being shipped.
/// </summary>
public static class OrderRules
{
    /// <summary>Sets the address, until the goods are shipped.</summary>
    public static Decision Decide(ShardState state, GiveAddress input)
    {
        if (Find(state, input.Member, input.Prize, input.Part, out HeldOrder? order) is { } missing)
        {
            return missing;
        }

        if (!order!.NeedsAddress)
        {
            return PlayChecks.Refuse(RefusalCodes.WrongStep, $"The goods are collected: they need no address.");
        }

        return order.State is OrderStates.AwaitingAddress or OrderStates.Ready or OrderStates.Ordered
            ? Changed(order, input.Prize, [new AddressGiven(input.Prize, input.Part, input.Document)])
            : PlayChecks.Refuse(RefusalCodes.TooLate, $"The goods are {order.State}: the address cannot change any more.");
    }

    /// <summary>Lets the address go, at any time; without one nothing happens.</summary>
    public static Decision Decide(ShardState state, EraseAddress input) =>
        Find(state, input.Member, input.Prize, input.Part, out HeldOrder? order)
        ?? Changed(order!, input.Prize, order!.Address is null ? [] : [new AddressErased(input.Prize, input.Part)]);

    /// <summary>Moves the order on. Goods that are delivered or cancelled need their address no more: it goes with that step.</summary>
    public static Decision Decide(ShardState state, MoveOrder input)
    {
        if (Find(state, input.Member, input.Prize, input.Part, out HeldOrder? order) is { } missing)
        {
            return missing;
        }

        if (!Leads(order!.State, order.NeedsAddress, input.State))
        {
            return PlayChecks.Refuse(RefusalCodes.WrongStep, $"The goods are {order!.State}: they cannot become {input.State} now.");
        }

        OrderMoved moved = new(input.Prize, input.Part, input.State) { Carrier = input.Carrier, Tracking = input.Tracking, Reason = input.Reason };
        return Changed(order!, input.Prize, order!.Address is null || OrderStates.IsOpen(input.State) ? [moved] : [moved, new AddressErased(input.Prize, input.Part)]);
    }

    /// <summary>Steps that may follow, of <see cref="OrderStates.Steps"/>.</summary>
    /// <param name="state">One of <see cref="OrderStates"/>.</param>
    /// <param name="needsAddress">The goods are sent.</param>
    public static IReadOnlyList<string> StepsAfter(string state, bool needsAddress) => [.. OrderStates.Steps.Where(step => Leads(state, needsAddress, step))];

    private static bool Leads(string from, bool needsAddress, string to) => (from, to) switch
    {
        (OrderStates.Ready, OrderStates.Ordered) or (OrderStates.Ordered, OrderStates.Shipped) or (OrderStates.Shipped, OrderStates.Delivered) => true,
        (OrderStates.Ready or OrderStates.Ordered, OrderStates.Delivered) => !needsAddress,
        (_, OrderStates.Cancelled) => OrderStates.IsOpen(from),
        _ => false,
    };

    private static Decided Changed(HeldOrder order, PlayId prize, IReadOnlyList<GrainEvent> events)
    {
        HeldOrder after = events.Aggregate(order, static (one, happened) => one.After(happened, default));
        return new()
        {
            Answer = new OrderChanged(prize, order.Part, after.State, after.Address is not null) { Dropped = order.Address == after.Address ? null : order.Address },
            Events = events,
        };
    }

    private static Decision? Find(ShardState state, MemberKey member, PlayId prize, int part, out HeldOrder? order)
    {
        order = null;
        if (state.FindMember(member) is not { } grain)
        {
            return new NotYet(new MemberNeeded(member));
        }

        order = prize.Shard == state.Shard ? grain.Orders.Find(prize, part) : null;
        return order is null ? new Rejected(RejectionCodes.UnknownPrize, "The member has no such goods.") : null;
    }
}
