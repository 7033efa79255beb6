using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>Where the reply to a piece of work goes. Called once, on the shard's thread; must return at once.</summary>
public interface IReplySink
{
    void Complete(Reply reply);
}

/// <summary>What a caller is told.</summary>
public abstract record Reply;

/// <summary>The answer of a durable record.</summary>
/// <param name="Replayed">The record is of an earlier call with the same key.</param>
public sealed record Answered(Answer Answer, RecordPlace Place, bool Replayed) : Reply
{
    /// <summary>Where the record's input came from; see <see cref="RecordBody.Origin"/>.</summary>
    public string? Origin { get; init; }
}

/// <summary>What a read saw; all of it is durable.</summary>
/// <param name="View">Of the type that the <see cref="ShardQuery{TView}"/> names.</param>
public sealed record ReadDone(object? View, RecordPlace Place) : Reply;

/// <summary>Nothing was done; the same call may be made again. See <see cref="RejectionCodes"/>.</summary>
public sealed record NotDone(string Code, string Detail) : Reply
{
    /// <summary>As of <see cref="Rejected.Field"/>.</summary>
    public string? Field { get; init; }

    /// <summary>
    /// The shard runs elsewhere now, and sending the same work there is safe: nothing of it was begun, or it has a key by which what was
    /// done is known.
    /// </summary>
    public bool IsElsewhere { get; init; }

    /// <summary>
    /// What is told where the same work was begun before and may have been done then: of a bound, from which the caller would take it for
    /// not done, nothing is said.
    /// </summary>
    public NotDone InDoubt() => Code is RejectionCodes.Overloaded or RejectionCodes.StoreFull or RejectionCodes.ClockDoubt
        ? new(RejectionCodes.TryAgain, "this call was begun before and may have taken effect, which a retry with its key will tell")
        : this;
}

/// <summary>Which record a reply stands on.</summary>
public readonly record struct RecordPlace(ShardId Shard, Sequence Sequence, Stamp Stamp, long CatalogueVersion);

/// <summary>Something a shard is asked to do: decide a request or answer a read.</summary>
public abstract class ShardWork(IReplySink? sink)
{
    public IReplySink? Sink { get; internal set; } = sink;

    /// <summary>The member that must be in memory, or null.</summary>
    public MemberKey? Member { get; init; }

    /// <summary>It was begun in a silo, or in a session of a shard, that was lost, and may have been done there.</summary>
    public bool MayBeDone { get; private set; }

    /// <summary>How it was begun is not known any more. A read does nothing, so it stays as it is.</summary>
    public void Doubt() => MayBeDone |= this is Request;

    /// <summary>Tells the caller that nothing was done, or that this is not known.</summary>
    public void Refuse(NotDone reason) => Sink?.Complete(MayBeDone ? reason.InDoubt() : reason);
}

/// <summary>An input to decide, with its canonical bytes, which the caller prepares on its own thread.</summary>
public sealed class Request(ShardInput input, IReplySink? sink) : ShardWork(sink)
{
    public ShardInput Input { get; } = input;

    public byte[] InputBytes { get; } = RecordCodec.Encode(input);

    public Hash256 InputHash
    {
        get
        {
            if (field == default)
            {
                Span<byte> hash = stackalloc byte[Hash256.ByteLength];
                System.Security.Cryptography.SHA256.HashData(InputBytes, hash);
                field = Hash256.Read(hash);
            }

            return field;
        }
    }

    public RequestKey? Key { get; init; }

    /// <summary>The record that the decision asked for, once it has been looked up. It never changes after.</summary>
    public PastRecord? Past { get; set; }

    /// <summary>Written into the record, if this request makes it; see <see cref="RecordBody.Origin"/>.</summary>
    public string? Origin { get; init; }

    /// <summary>Written beside the record, if that enrols the member.</summary>
    public Person? Person { get; init; }
}

/// <summary>A query to answer.</summary>
public sealed class Read(ShardQuery query, IReplySink sink) : ShardWork(sink)
{
    public ShardQuery Query { get; } = query;
}
