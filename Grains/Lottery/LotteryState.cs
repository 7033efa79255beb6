using System.Text.Json.Serialization;

namespace Jifen.Grains.Lottery;

internal sealed record SliceState(
    IReadOnlyList<AccountState> Accounts, IReadOnlyList<SettledState> Settled, IReadOnlyList<AdoptedSeed> Seeds, string? ClosedThrough,
    long? CardsHeld = null, bool? DeckClosed = null);

internal sealed record AccountState(
    string Segment, DateOnly? Day, long Granted, long Used, long Returned, long Request, long Answered, bool Asking, bool Exhausted,
    IReadOnlyList<WaitingPlay> Waiting, IReadOnlyList<SerialRange>? Serials = null, long? Expired = null);

internal sealed record SettledState(string Segment, long Granted, long Used, long Returned);

internal sealed record KeeperState(IReadOnlyList<PeriodState> Periods);

internal sealed record PeriodState(string Period, Hash256 Commitment, string? Wrapped, IReadOnlyList<int> Closed, string? Seed);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SliceState))]
[JsonSerializable(typeof(KeeperState))]
internal sealed partial class LotteryJson : JsonSerializerContext;
