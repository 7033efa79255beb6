using System.Text.Json.Serialization;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Coupon;

/// <summary>Codes of a pool on a shard. Used are the codes that members have.</summary>
public sealed class CouponSlice(string id) : SingleSlice(id, CouponName.Segment)
{
    public const string Kind = "coupons";

    public string Pool { get; } = CouponName.PoolOf(id);
}

internal sealed record CouponPoolState(IReadOnlyList<CodeChunk> Chunks, long? AlarmBelow, bool? Low);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CouponPoolState))]
internal sealed partial class CouponJson : JsonSerializerContext;
