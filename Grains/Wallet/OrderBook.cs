using Jifen.Grains.Kernel;

namespace Jifen.Grains.Wallet;

/// <summary>The orders of a member.</summary>
public sealed class OrderBook
{
    /// <summary>Orders that are remembered, and those that are open besides; older ones are known to the journal only.</summary>
    public const int MostOrders = 200;

    private HeldOrder[] _orders = [];

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HeldOrder> Orders => _orders;

    public bool IsEmpty => _orders.Length == 0;

    public HeldOrder? Find(PlayId play, int part) => Array.Find(_orders, order => order.Is(play, part));

    /// <summary>How many orders a record has begun already.</summary>
    internal int CountOf(Sequence play) => _orders.Count(order => order.Play == play);

    internal void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is GoodsWon won)
        {
            int oldest = _orders.Length < MostOrders ? -1 : Array.FindIndex(_orders, static old => !old.IsOpen);
            _orders = [.. _orders.Where((_, place) => place != oldest), HeldOrder.Of(won, at.Stamp)];
            return;
        }

        (PlayId prize, int part) = HeldOrder.Changes(happened)!.Value;
        int found = Array.FindIndex(_orders, order => order.Is(prize, part));
        Invariant.Holds(found >= 0, "an order that changes is known to its member");
        _orders[found] = _orders[found].After(happened, at.Stamp);
    }

    internal OrderBookState Save() => new(_orders);

    internal static OrderBook Load(OrderBookState saved) => new() { _orders = [.. saved.Orders.Select(order => order.Shared())] };
}

internal sealed record OrderBookState(IReadOnlyList<HeldOrder> Orders);
