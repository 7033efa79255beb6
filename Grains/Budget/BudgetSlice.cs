using System.Text.Json;
using System.Text.Json.Serialization;
using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;
using Jifen.Grains.Stock;

namespace Jifen.Grains.Budget;

/// <summary>Points of a campaign's budget on a shard, for the members living there: granted = used + unused + returned.</summary>
public sealed class BudgetSlice(string id) : Grain(id), IUnitHolder
{
    public const string Kind = "budget";

    /// <summary>The name under which the treasury knows it.</summary>
    public string Name => Id;

    public string Campaign { get; } = BudgetName.CampaignOf(id);

    /// <summary>Used are the points that activities were given and that no refund took back.</summary>
    public UnitAccount Account { get; private set; } = new(BudgetName.Segment, null);

    /// <summary>Points lie here which the treasury believes nobody has, and nobody asks for.</summary>
    public bool MustHandIn => Account is { ToldExhausted: true, Unused: > 0 };

    public SliceStockView StockOf(ShardId shard) =>
        new(shard, Name, BudgetName.Segment, Account.Granted, Account.Used, Account.Unused, Account.Returned, 0);

    IReadOnlyList<UnitAccount> IUnitHolder.Accounts => [Account];

    /// <remarks>An earning that waits is none of the records.</remarks>
    int IUnitHolder.WaitingCount => 0;

    UnitAccount? IUnitHolder.FindAccount(string segment, DateOnly? day) => Account;

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new BudgetSliceState(Account.Save(), Account.Claimed), BudgetJson.Default.BudgetSliceState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        BudgetSliceState saved = JsonSerializer.Deserialize(state, BudgetJson.Default.BudgetSliceState)!;
        Account = UnitAccount.Load(saved.Account);
        Account.Claim(saved.Claimed);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case BudgetUsed used:
                Account.Use(used.Points.Value);
                break;
            case BudgetFreed freed:
                Account.Use(-freed.Points.Value);
                Account.GiveBack(freed.Points.Value);
                break;
            case UnitsAsked asked:
                Account.Ask(asked.Request);
                Account.Claim(Account.Unused + asked.Waiting);
                break;
            case UnitsReceived received:
                Account.Receive(received.Request, received.Units);
                Account.Claim(0);
                break;
            case UnitsGivenBack back:
                Account.GiveBack(back.Units);
                break;
            case ExhaustionTold:
                Account.Exhaust();
                Account.Claim(0);
                break;
            case RestockTold:
                Account.Restock();
                break;
            default:
                throw Unexpected(happened);
        }
    }
}

internal sealed record BudgetSliceState(AccountState Account, long Claimed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BudgetSliceState))]
internal sealed partial class BudgetJson : JsonSerializerContext;
