using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Wallet;

/// <summary>The open orders of all members of a shard, so that the brand finds them without their members. Folds the members' own events.</summary>
public sealed class OrderDesk() : Grain(GrainId)
{
    public const string GrainId = "orders";

    private readonly SortedDictionary<(Sequence Play, int Part), OpenOrder> _open = [];

    /// <summary>In the order in which their wins were decided.</summary>
    public IReadOnlyCollection<OpenOrder> Open => _open.Values;

    /// <summary>Whether the desk follows the event.</summary>
    internal static bool Follows(GrainEvent happened) => happened is GoodsWon || HeldOrder.Changes(happened) is not null;

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(new OrderDeskState([.. _open.Values]), OrderDeskJson.Default.OrderDeskState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        foreach (OpenOrder open in JsonSerializer.Deserialize(state, OrderDeskJson.Default.OrderDeskState)!.Open)
        {
            _open.Add((open.Order.Play, open.Order.Part), open with { Order = open.Order.Shared() });
        }
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        if (happened is GoodsWon won)
        {
            _open.Add((won.Prize.Sequence, won.Part ?? 0), new(at.Member!.Value, HeldOrder.Of(won, at.Stamp)));
            return;
        }

        (PlayId prize, int part) = HeldOrder.Changes(happened) ?? throw Unexpected(happened);
        if (_open.Remove((prize.Sequence, part), out OpenOrder? open) && open.Order.After(happened, at.Stamp) is { IsOpen: true } after)
        {
            _open.Add((prize.Sequence, part), open with { Order = after });
        }
    }
}

/// <summary>An open order and whose it is.</summary>
public sealed record OpenOrder(MemberKey Member, HeldOrder Order);

internal sealed record OrderDeskState(IReadOnlyList<OpenOrder> Open);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OrderDeskState))]
internal sealed partial class OrderDeskJson : JsonSerializerContext;
