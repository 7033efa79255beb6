using System.Security.Cryptography;
using Jifen.Grains.Tests.Driving;
using Jifen.Grains.Wallet;
using static Jifen.Grains.Tests.Driving.ProgrammeBuilder;

namespace Jifen.Grains.Tests.Orders;

/// <summary>A random run of orders over some shards beside naive ones: members win goods, say where they go and think again, the brand moves them in any order.</summary>
internal sealed class OrderRun
{
    private static readonly string[] Steps = ["ordered", "shipped", "delivered", "cancelled"];

    private readonly Dice _dice;
    private readonly Town _town;
    private readonly List<MemberKey> _members;
    private readonly List<(MemberKey Member, PlayId Prize, NaiveOrder Naive)> _orders = [];

    public OrderRun(ulong seed, string fault = "")
    {
        _dice = new(seed * 32_452_843);
        _town = new Town(1 + _dice.Roll(4), seed).With(AProgramme().FreePlays(1000)
            .WithSegments(Segment("cup", 3, new GoodsPrize(Text("Cup")) { Delivery = GoodsDelivery.Address }), Segment("none", 2)));
        _members = [.. Enumerable.Range(0, 4).Select(n => _town.Enrol(n))];
        foreach (TestShard shard in _town.Shards)
        {
            shard.Tamper = (_, input, decision) => Tamper(fault, input, decision);
        }
    }

    public OrderRun Run(int steps = 300)
    {
        for (int i = 0; i < steps; i++)
        {
            _town.Now = _town.Now.Plus(TimeSpan.FromSeconds(1));
            if (_orders.Count == 0 || _dice.Roll(8) == 0)
            {
                Win(_members[_dice.Roll(_members.Count)]);
            }
            else
            {
                Change(_dice.Roll(_orders.Count));
            }
        }

        return this;
    }

    public void Check()
    {
        foreach ((MemberKey member, PlayId prize, NaiveOrder naive) in _orders)
        {
            HeldOrder order = _town.HomeOf(member).State.FindMember(member)!.Orders.Find(prize, 0)!;
            Assert.Equal((naive.State, naive.Address is { } address ? Document(address) : (Hash256?)null), (order.State, order.Address));
        }

        Assert.Equal(_town.Events<PlaySettled>().Count(settled => settled.Prize), _town.Events<GoodsWon>().Select(won => won.Prize).Distinct().Count());
        IEnumerable<string> open = _orders.Where(order => OrderStates.IsOpen(order.Naive.State)).Select(order => $"{order.Prize} {order.Naive.State} {order.Naive.Address is null}");
        IEnumerable<OrderLine> desks = _town.Shards.SelectMany(shard => WalletQuery.Orders(shard.State, null, null, int.MaxValue).Orders);
        Assert.Equal(open.Order(StringComparer.Ordinal), desks.Select(line => $"{line.Prize.Prize} {line.Prize.State} {line.Prize.Order!.Address is null}").Order(StringComparer.Ordinal));
        Assert.All(_town.Shards, shard => shard.AssertReplays());
        Assert.All(_town.Shards, shard => shard.AssertDerivable());
    }

    private void Win(MemberKey member)
    {
        if (_town.PlayOut(member) is Played { Prize: true } played)
        {
            _orders.Add((member, played.Play, new NaiveOrder()));
        }
    }

    private void Change(int which)
    {
        (MemberKey member, PlayId prize, NaiveOrder naive) = _orders[which];
        int address = _dice.Roll(1000);
        string step = Steps[_dice.Roll(Steps.Length)];
        Hash256? before = naive.Address is { } old ? Document(old) : null;
        (ShardInput input, string? refusal) = _dice.Roll(6) switch
        {
            < 2 => ((ShardInput)new GiveAddress(member, prize, 0, Document(address)), naive.Give(address)),
            2 => (new EraseAddress(member, prize, 0), naive.Erase()),
            _ => (new MoveOrder(member, prize, 0, step, "lin"), naive.Move(step)),
        };
        Answer? answer = Assert.IsType<Decided>(_town.Submit(member, input, _town.NewKey())).Answer;
        Hash256? after = naive.Address is { } now ? Document(now) : null;
        Assert.Equal(
            refusal is null ? new OrderChanged(prize, 0, naive.State, after is not null) { Dropped = before == after ? null : before } : (object)refusal,
            answer is Refusal refused ? refused.Code : answer);
    }

    private static Hash256 Document(int address) => Hash256.Read(SHA256.HashData(BitConverter.GetBytes(address)));

    private static Decision Tamper(string fault, ShardInput input, Decision decision) => (fault, input, decision) switch
    {
        ("an address that stays", MoveOrder, Decided decided) => decided with { Events = [.. decided.Events.Where(e => e is not AddressErased)] },
        ("a step that is skipped", MoveOrder { State: "ordered" } move, Decided { Events.Count: 1 } decided) => decided with
        {
            Events = [new OrderMoved(move.Prize, move.Part, "shipped")],
        },
        ("a change after shipping", GiveAddress give, Decided { Answer: Refusal } decided) => decided with
        {
            Events = [new AddressGiven(give.Prize, give.Part, give.Document)],
        },
        _ => decision,
    };
}
