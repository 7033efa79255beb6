using System.Text.Json;
using Jifen.Grains.Kernel;

namespace Jifen.Grains.Coupon;

/// <summary>
/// What was uploaded to a pool, on the shard that keeps its treasury. Which number is which text is in the documents that it names; the
/// numbers themselves move as stock does.
/// </summary>
public sealed class CouponPool(string id) : Grain(id)
{
    public const string Kind = "pool";

    /// <summary>Codes of a pool at most.</summary>
    public const long MostCodes = 1_000_000;

    private readonly List<CodeChunk> _chunks = [];

    public string Pool { get; } = id[(Kind.Length + 1)..];

    /// <summary>In the order of their upload.</summary>
    public IReadOnlyList<CodeChunk> Chunks => _chunks;

    /// <summary>Codes in all.</summary>
    public long Total => _chunks.Count == 0 ? 0 : _chunks[^1].End;

    /// <summary>The pool calls for more once it has fewer to give out; 0 for no alarm.</summary>
    public long AlarmBelow { get; private set; }

    /// <summary>It has called for more.</summary>
    public bool IsLow { get; private set; }

    public static string IdOf(string pool) => $"{Kind}:{pool}";

    public override byte[] Save() => JsonSerializer.SerializeToUtf8Bytes(
        new CouponPoolState(_chunks, AlarmBelow == 0 ? null : AlarmBelow, IsLow ? true : null), CouponJson.Default.CouponPoolState);

    protected override void Load(ReadOnlySpan<byte> state)
    {
        CouponPoolState saved = JsonSerializer.Deserialize(state, CouponJson.Default.CouponPoolState)!;
        _chunks.AddRange(saved.Chunks);
        (AlarmBelow, IsLow) = (saved.AlarmBelow ?? 0, saved.Low ?? false);
    }

    protected override void Apply(GrainEvent happened, in RecordStamp at)
    {
        switch (happened)
        {
            case CodesAdded added:
                _chunks.Add(new(Total, added.Count, added.Chunk) { Expires = added.Expires });
                break;
            case PoolAlarmSet set:
                AlarmBelow = set.Below;
                break;
            case PoolRanLow:
                IsLow = true;
                break;
            case PoolRefilled:
                IsLow = false;
                break;
            default:
                throw Unexpected(happened);
        }
    }
}
