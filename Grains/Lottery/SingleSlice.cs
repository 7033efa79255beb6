using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Lottery;

/// <summary>Numbered units of one kind on a shard, for the members living there, and what waits for one: granted = used + unused + returned + expired.</summary>
/// <param name="id">Also the name under which the treasury knows it.</param>
/// <param name="segment">What stands for the segment.</param>
public abstract class SingleSlice(string id, string segment) : Grain(id), IUnitHolder
{
    /// <summary>The name under which the treasury knows it.</summary>
    public string Name => Id;

    /// <summary>Used are the units that members have.</summary>
    public UnitAccount Account { get; private set; } = new(segment, null);

    public IReadOnlyList<UnitAccount> Accounts => [Account];

    public int WaitingCount => Account.Waiting.Count;

    public UnitAccount FindAccount(string segment, DateOnly? day) => Account;

    public SliceStockView StockOf(ShardId shard) => new(
        shard, Name, Account.Segment, Account.Granted, Account.Used, Account.Unused, Account.Returned, Account.Waiting.Count)
    {
        Expired = Account.Expired,
    };

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(new SingleSliceState(SaveAccount()), SingleSliceJson.Default.SingleSliceState);

    protected override void Load(ReadOnlySpan<byte> state) =>
        LoadAccount(JsonSerializer.Deserialize(state, SingleSliceJson.Default.SingleSliceState)!.Account);

    private protected AccountState SaveAccount() => Account.Save();

    private protected void LoadAccount(AccountState saved) => Account = UnitAccount.Load(saved);

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case WaitBegun begun:
                Account.Wait(new(begun.Member, begun.Play, begun.Key) { Part = begun.Part });
                break;
            case WaitEnded ended:
                Account.Leave(ended.Play, ended.Part);
                break;
            case UnitUsed used:
                Account.UseOne(used.Serial);
                break;
            case UnitsAsked asked:
                Account.Ask(asked.Request);
                break;
            case UnitsReceived received:
                Account.Receive(received.Request, received.Units, received.Serials);
                break;
            case UnitsGivenBack back:
                Account.GiveBack(back.Units, back.Serials);
                break;
            case UnitsExpired expired:
                Account.Expire(expired.Serials);
                break;
            case ExhaustionTold:
                Account.Exhaust();
                break;
            case RestockTold:
                Account.Restock();
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

internal sealed record SingleSliceState(AccountState Account);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SingleSliceState))]
internal sealed partial class SingleSliceJson : JsonSerializerContext;
