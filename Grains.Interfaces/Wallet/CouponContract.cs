using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// The codes of a coupon pool are numbered units of a treasury (PROTOCOL section 2), from 0 on in the order of their upload. Where a message
/// or a treasury names a lottery, a pool is called <c>coupons:</c> and its id, which no lottery's id can be.
/// </summary>
public static class CouponName
{
    /// <summary>What stands for the segment.</summary>
    public const string Segment = "codes";

    private const string Prefix = "coupons:";

    public static string Of(string pool) => Prefix + pool;

    public static bool Is(string lottery) => lottery.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The pool that is called so.</summary>
    public static string PoolOf(string name) => name[Prefix.Length..];
}

/// <summary>Adds codes to a pool. Their texts lie in the store already, sealed, as a document; no text is part of a record.</summary>
/// <param name="Before">Codes that the pool has before these. Where it has another number by now, nothing is added.</param>
/// <param name="Chunk">The document.</param>
/// <param name="Count">Codes in it.</param>
public sealed record AddCodes(string Pool, long Before, Hash256 Chunk, int Count, string Actor) : ShardInput
{
    /// <summary>Last day, in the programme's zone, on which they can be used; null where they never expire.</summary>
    public DateOnly? Expires { get; init; }
}

/// <summary>Sets the number of codes below which a pool calls for more.</summary>
/// <param name="Below">Codes that no shard has; 0 for no alarm.</param>
public sealed record SetPoolAlarm(string Pool, long Below, string Actor) : ShardInput;

/// <summary>What an addition to a pool, or a change of its alarm, answers.</summary>
/// <param name="Total">Codes in all.</param>
/// <param name="AlarmBelow">As of <see cref="SetPoolAlarm"/>.</param>
public sealed record PoolChanged(string Pool, long Total, long AlarmBelow) : Answer;

/// <summary>Codes were added to a pool; they have the next numbers.</summary>
/// <param name="Chunk">SHA-256 of the document with their texts, so that the chain of records vouches for it.</param>
public sealed record CodesAdded(Hash256 Chunk, int Count) : GrainEvent
{
    /// <summary>As of <see cref="AddCodes"/>.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>First instant after that day, by the calendar in force when they were added; null where they never expire.</summary>
    public Stamp? Ends { get; init; }
}

public sealed record PoolAlarmSet(long Below) : GrainEvent;

/// <summary>The pool has fewer codes to give out than its alarm says. Told once until it has more again.</summary>
/// <param name="Free">Codes that no shard has and that have not expired.</param>
public sealed record PoolRanLow(long Free) : GrainEvent;

/// <summary>The pool has as many codes again as its alarm says.</summary>
public sealed record PoolRefilled : GrainEvent;

/// <summary>A pool at the shard that keeps it.</summary>
/// <param name="Chunks">In the order of their upload.</param>
/// <param name="Free">Codes that no shard has.</param>
/// <param name="Out">Codes that went to the shards and did not come back.</param>
public sealed record PoolView(string Pool, long Total, long AlarmBelow, long Free, long Out, IReadOnlyList<CodeChunk> Chunks)
{
    /// <summary>Codes that expired before they went to a shard: free + out + expired = total.</summary>
    public long Expired { get; init; }
}

/// <param name="First">Number of its first code.</param>
/// <param name="Document">SHA-256 of the sealed document.</param>
public sealed record CodeChunk(long First, int Count, Hash256 Document)
{
    /// <summary>Last day on which its codes can be used; null where they never expire, or it was uploaded before the pool was told so.</summary>
    public DateOnly? Expires { get; init; }

    /// <summary>The number after its last code.</summary>
    [JsonIgnore]
    public long End => First + Count;
}
