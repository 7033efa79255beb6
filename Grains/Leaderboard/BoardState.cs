using System.Text.Json.Serialization;

namespace Jifen.Grains.Leaderboard;

internal sealed record BoardState(string? First, string? Next, string? Last, IReadOnlyList<ClosedState> Closed);

internal sealed record ClosedState(string Period, long Count, Hash256 Hash, Stamp At, bool Final)
{
    public static ClosedState Of(ClosedPeriod closed) => new(closed.Period.ToString(), closed.Count, closed.Hash, closed.At, closed.IsFinal);

    public ClosedPeriod ToClosed() => new(PeriodKey.Parse(Period), Count, Hash, At, Final);
}

internal sealed record OwnerState(IReadOnlyList<ClosingState> Closing, IReadOnlyList<FinalState> Final);

internal sealed record ClosingState(string Period, IReadOnlyList<ClosureState> Closures);

internal sealed record ClosureState(int Shard, long Count, Hash256 Hash);

internal sealed record FinalState(string Period, long Count, Hash256 Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(BoardState))]
[JsonSerializable(typeof(OwnerState))]
internal sealed partial class BoardJson : JsonSerializerContext;
