using System.Text.Json.Serialization;

namespace Jifen.Grains.Stock;

internal sealed record TreasuryState(
    bool Stocked, long Total, long Target, long? PerDay, long Free, long Round, DateOnly? RoundDay, bool Recalling,
    IReadOnlyList<int> Awaited, IReadOnlyList<DayState> Days, IReadOnlyList<Wish> Wishes, IReadOnlyList<OutstandingState> Outstanding,
    IReadOnlyList<SerialRange>? Serials = null, StockRelease? Release = null, long? Expired = null);

internal sealed record DayState(DateOnly? Day, long Out, bool Exhausted, IReadOnlyList<StockHolder> Holders);

internal sealed record OutstandingState(int Slice, long Units);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TreasuryState))]
internal sealed partial class StockJson : JsonSerializerContext;
