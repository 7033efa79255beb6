using Jifen.Grains.Wallet;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>
/// Orders of goods: each win of goods that say how they come begins one, in its record; an order goes from step to step as the table says and no
/// other way; its address goes with the last; and the desks of the shards hold those that are open.
/// </summary>
internal sealed class OrderModel(Case judged) : Model(judged)
{
    /// <summary>What follows on what. Goods that are collected may be handed over at each step before the last; all that is open may be cancelled.</summary>
    private static readonly IReadOnlyList<(string From, string To)> Steps =
        [(OrderStates.Ready, OrderStates.Ordered), (OrderStates.Ordered, OrderStates.Shipped), (OrderStates.Shipped, OrderStates.Delivered)];

    private readonly Dictionary<(MemberKey Member, PlayId Prize, int Part), JudgedOrder> _orders = [];

    public override void See(Seen seen)
    {
        IEnumerable<(string Source, bool NeedsAddress)> due = DueOf(seen).Order();
        GoodsWon[] won = [.. seen.Events.OfType<GoodsWon>()];
        Orders(won.Select(one => (one.Source, one.NeedsAddress)).Order().SequenceEqual(due), seen, $"{won.Length} orders begin, and these should: {string.Join(", ", due)}");
        foreach (GoodsWon one in won)
        {
            bool isNew = _orders.TryAdd((seen.Record.Member!.Value, one.Prize, one.Part ?? 0), JudgedOrder.Of(one.NeedsAddress));
            Orders(isNew && one.Prize.Shard == seen.Shard, seen, $"the order of {one.Prize} begins twice");
        }

        Move(seen);
    }

    public override void End()
    {
        foreach (ShardLoop loop in Case.World.Owners.Where(loop => loop.State is not null))
        {
            var held = ((loop.State!.FindNamed(OrderDesk.GrainId) as OrderDesk)?.Open ?? []).Select(open => (open.Member, open.Order.Play.Value, open.Order.Part, open.Order.State));
            var open = _orders.Where(one => one.Value.IsOpen && one.Key.Prize.Shard == loop.Shard && !Case.World.IsTest(one.Key.Member))
                .Select(one => (one.Key.Member, one.Key.Prize.Sequence.Value, one.Key.Part, one.Value.State));
            if (!held.ToHashSet().SetEquals(open))
            {
                Case.World.Evidence.Violations.Add(new(Checks.OrdersAreExact, $"the desk of shard {loop.Shard} holds other orders than those that are open there"));
            }
        }
    }

    /// <summary>The goods that the record wins, of those whose orders are kept.</summary>
    private IEnumerable<(string Source, bool NeedsAddress)> DueOf(Seen seen)
    {
        foreach (GrainEvent happened in seen.Events)
        {
            (string Source, string? Delivery) won = happened switch
            {
                PlaySettled { Refused: false } settled => (PrizeSource.OfWheel(settled.Lottery, settled.Segment), DeliveryOf(seen, settled)),
                CardScratched { Prize: true } card => (PrizeSource.OfCard(card.Lottery, card.Face), Case.Programmes.DeckOf(card.Lottery)!.Cards.Single(one => one.Id == card.Face).Delivery),
                DrawPrizeWon { Deadline: null } draw => (PrizeSource.OfDraw(draw.Lottery, draw.Prize), Case.Programmes.Find(draw.Catalogue)!.Draws[draw.Lottery].Prizes.Single(one => one.Id == draw.Prize).Delivery),
                _ => ("", null),
            };
            if (won.Delivery is { } delivery)
            {
                yield return (won.Source, delivery == "address");
            }
        }

        foreach (JudgedSet set in JudgedSet.Of(Case, seen).Where(set => set.Delivery is not null))
        {
            yield return (set.Source, set.Delivery == "address");
        }
    }

    private string? DeliveryOf(Seen seen, PlaySettled settled) =>
        Case.Programmes.Find(Case.Members.Of(seen.Record.Member!.Value).VersionOf[$"play:{settled.Play}"])!.Wheels[settled.Lottery].Segment(settled.Segment).Delivery;

    /// <summary>What is asked of an order is done or refused as its step says, and nothing else moves it.</summary>
    private void Move(Seen seen)
    {
        GrainEvent[] moves = [.. seen.Events.Where(e => e is AddressGiven or AddressErased or OrderMoved)];
        (PlayId Prize, int Part)? about = seen.Body.Input switch
        {
            GiveAddress give => (give.Prize, give.Part),
            EraseAddress erase => (erase.Prize, erase.Part),
            MoveOrder move => (move.Prize, move.Part),
            _ => null,
        };
        if (about is not { } prize)
        {
            Orders(moves.Length == 0, seen, "an order moves by itself");
            return;
        }

        if (!_orders.TryGetValue((seen.Record.Member!.Value, prize.Prize, prize.Part), out JudgedOrder? order))
        {
            Orders(false, seen, $"there are no such goods: {prize}");
            return;
        }

        (string? refusal, GrainEvent[] due) = order.Ask(seen.Body.Input, Steps);
        Orders(moves.SequenceEqual(due), seen, $"{seen.Body.Input} to goods that are {order.State} brings {string.Join(", ", moves.AsEnumerable())}");
        bool answered = refusal is null
            ? seen.Body.Answer is OrderChanged changed && (changed.State, changed.HasAddress) == (order.State, order.Address is not null)
            : seen.Body.Answer is Refusal refused && refused.Code == refusal;
        Orders(answered, seen, $"{seen.Body.Input} to goods that are {order.State} is answered with {seen.Body.Answer}");
    }

    private void Orders(bool holds, Seen seen, string what) => Require(holds, Checks.OrdersAreExact, seen, what);

    /// <summary>How far goods have come.</summary>
    private sealed class JudgedOrder
    {
        private bool _needsAddress;

        public string State { get; private set; } = OrderStates.Ready;

        public Hash256? Address { get; private set; }

        public bool IsOpen => State is not (OrderStates.Delivered or OrderStates.Cancelled);

        public static JudgedOrder Of(bool needsAddress) => new() { _needsAddress = needsAddress, State = needsAddress ? OrderStates.AwaitingAddress : OrderStates.Ready };

        /// <summary>Does what is asked where it may be: the refusal, or what is done.</summary>
        public (string? Refusal, GrainEvent[] Done) Ask(ShardInput input, IReadOnlyList<(string From, string To)> steps) => input switch
        {
            GiveAddress when !_needsAddress => (RefusalCodes.WrongStep, []),
            GiveAddress when State is OrderStates.Shipped or OrderStates.Delivered or OrderStates.Cancelled => (RefusalCodes.TooLate, []),
            GiveAddress give => Give(give),
            EraseAddress erase => (null, Erase(erase.Prize, erase.Part)),
            MoveOrder move when MayBecome(move.State, steps) => Become(move),
            _ => (RefusalCodes.WrongStep, []),
        };

        private bool MayBecome(string state, IReadOnlyList<(string From, string To)> steps) => state == OrderStates.Cancelled ? IsOpen
            : steps.Contains((State, state)) || (!_needsAddress && state == OrderStates.Delivered && State is (OrderStates.Ready or OrderStates.Ordered));

        private (string? Refusal, GrainEvent[] Done) Give(GiveAddress give)
        {
            Address = give.Document;
            State = State == OrderStates.AwaitingAddress ? OrderStates.Ready : State;
            return (null, [new AddressGiven(give.Prize, give.Part, give.Document)]);
        }

        private GrainEvent[] Erase(PlayId prize, int part)
        {
            if (Address is null)
            {
                return [];
            }

            Address = null;
            State = State == OrderStates.Ready ? OrderStates.AwaitingAddress : State;
            return [new AddressErased(prize, part)];
        }

        private (string? Refusal, GrainEvent[] Done) Become(MoveOrder move)
        {
            State = move.State;
            OrderMoved moved = new(move.Prize, move.Part, move.State) { Carrier = move.Carrier, Tracking = move.Tracking, Reason = move.Reason };
            return (null, IsOpen ? [moved] : [moved, .. Erase(move.Prize, move.Part)]);
        }
    }
}
