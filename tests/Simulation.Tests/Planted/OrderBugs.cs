using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with orders of goods.</summary>
internal static class OrderBugs
{
    /// <summary>Goods are won, and no order begins.</summary>
    public static Decided ForgetsGoods(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not GoodsWon)] };

    /// <summary>The address of goods that have arrived is kept.</summary>
    public static Decided KeepsAddress(ShardState state, ShardInput input, Decided decided) => input is MoveOrder
        ? decided with { Events = [.. decided.Events.Where(e => e is not AddressErased)] }
        : decided;

    /// <summary>Goods that nobody has ordered are shipped.</summary>
    public static Decided ShipsUnordered(ShardState state, ShardInput input, Decided decided) =>
        input is MoveOrder { State: OrderStates.Shipped } move && decided.Answer is Refusal && state.FindMember(move.Member)!.Orders.Find(move.Prize, move.Part) is { State: OrderStates.Ready }
            ? new() { Answer = new OrderChanged(move.Prize, move.Part, move.State, false), Events = [new OrderMoved(move.Prize, move.Part, move.State)] }
            : decided;
}
