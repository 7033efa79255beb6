using System.Text.Json.Nodes;
using Jifen.Silo.Shards;

namespace Jifen.Simulation.Tests.World;

/// <summary>
/// Goods whose orders are kept, in three towns of ten: some are sent and some collected. Drawn from numbers of its own, so that the rest of the
/// run does not depend on it.
/// </summary>
internal sealed class OrderDraft
{
    private readonly ulong _prizes;
    private readonly ulong _acts;

    private OrderDraft(SeededDraw draw) => (_prizes, _acts) = (draw.Next(), draw.Next());

    /// <summary>Null where no order is kept.</summary>
    public static OrderDraft? Of(Scenario scenario)
    {
        SeededDraw draw = new(scenario.Seed ^ 0x90d5);
        return scenario.Rush || scenario.IsUpgrade || draw.Chance(700) ? null : new(draw);
    }

    /// <summary>Goods of a campaign say how they come to their member.</summary>
    public void Into(JsonObject campaign)
    {
        SeededDraw draw = new(_prizes);
        foreach (JsonObject prize in campaign["lotteries"]!.AsArray().SelectMany(PrizesOf).Where(prize => (string?)prize["kind"] == "goods" && draw.Chance(850)))
        {
            prize["delivery"] = draw.Chance(600) ? "address" : "collect";
        }
    }

    /// <summary>What a client's members and the brand do about orders.</summary>
    public OrderHabit HabitOf(int client) => new(new(_acts ^ (ulong.MaxValue / (ulong)(5 + client))));

    private static IEnumerable<JsonObject> PrizesOf(JsonNode? lottery) =>
        (lottery!["segments"] ?? lottery["cards"] ?? lottery["prizes"])!.AsArray().Select(item => item!["prize"]).OfType<JsonObject>();
}

/// <summary>Members say where their goods go, and the brand moves orders on, in any order, also of what is no goods.</summary>
internal sealed class OrderHabit(SeededDraw draw)
{
    private const int MostActs = 4;

    /// <summary>Goods that the client may have heard of, with what is still to be done about them.</summary>
    private readonly Queue<(MemberKey Member, PlayId Prize, int Part)> _heard = new();

    /// <summary>Remembers a win, so that its order is spoken of some times.</summary>
    public void Hear(Call ended)
    {
        (PlayId Prize, int Part)? won = ended.End switch
        {
            Answered { Answer: Played { Prize: true } played } => (played.Play, 0),
            Answered { Answer: Scratched { Prize: true } scratched } => (scratched.Card, 1),
            _ => null,
        };
        for (int times = won is null || !draw.Chance(700) ? 0 : draw.Between(1, MostActs); times > 0; times--)
        {
            _heard.Enqueue((ended.Member!.Value, won!.Value.Prize, won.Value.Part));
        }
    }

    /// <summary>Null where there is nothing to do, and for most of the time.</summary>
    /// <returns>Whose goods, and what is done.</returns>
    public (MemberKey Member, ShardInput Act)? Act()
    {
        if (_heard.Count == 0 || !draw.Chance(250))
        {
            return null;
        }

        (MemberKey member, PlayId prize, int part) = _heard.Dequeue();
        return (member, draw.Below(10) switch
        {
            < 3 => new GiveAddress(member, prize, part, new(new UInt128(draw.Next(), draw.Next()), new UInt128(draw.Next(), draw.Next()))),
            < 4 => new EraseAddress(member, prize, part),
            var step => new MoveOrder(member, prize, part, step < 9 ? OrderStates.Steps[(step - 4) % 3] : OrderStates.Cancelled, "brand"),
        });
    }
}
