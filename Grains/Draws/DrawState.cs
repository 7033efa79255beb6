using System.Text.Json.Serialization;

namespace Jifen.Grains.Draws;

internal sealed record DrawSliceState(IReadOnlyList<ClosedDraw> Closed, IReadOnlyList<HeldAward> Awards);

internal sealed record DrawingState(
    IReadOnlyList<DrawClosureState> Closures, IReadOnlyList<DrawnSlip> Smallest, DrawHeld? Held, IReadOnlyList<DrawnPlace> Places, int Next);

internal sealed record DrawClosureState(int Shard, long Members, long Entries, Hash256 Hash);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DrawSliceState))]
[JsonSerializable(typeof(DrawingState))]
internal sealed partial class DrawJson : JsonSerializerContext;
