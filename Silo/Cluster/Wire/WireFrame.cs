namespace Jifen.Silo.Cluster.Wire;

/// <summary>What silos send each other once they know each other.</summary>
public abstract record WireFrame;

/// <summary>Asks for work to be done by a shard of the receiver.</summary>
/// <param name="Number">Names the call within its stream.</param>
/// <param name="Left">How long the sender still waits, in whole milliseconds.</param>
public sealed record WorkFrame(long Number, ShardId Shard, TimeSpan Left, ReadOnlyMemory<byte> Payload) : WireFrame;

/// <summary>Answers a <see cref="WorkFrame"/>.</summary>
public sealed record ReplyFrame(long Number, ReadOnlyMemory<byte> Payload) : WireFrame;

/// <summary>The shard of a <see cref="WorkFrame"/> is not at the receiver; nothing was done.</summary>
/// <param name="Owner">Where the receiver believes it to be, under this epoch; null where it knows of nobody.</param>
public sealed record NotOwnerFrame(long Number, SiloId? Owner, Epoch Epoch) : WireFrame;

/// <summary>A <see cref="WorkFrame"/> gets no reply.</summary>
public sealed record RefusalFrame(long Number, CallRefusal Refusal) : WireFrame;

/// <summary>Messages of one shard to another, in order.</summary>
/// <param name="Payload">The messages as <see cref="MailCodec"/> writes them.</param>
public sealed record MailFrame(ShardId From, ShardId To, Lane Lane, ReadOnlyMemory<byte> Payload) : WireFrame;

/// <summary>The receiver has messages up to a number durably.</summary>
public sealed record AcknowledgementFrame(ShardId Receiver, ShardId Sender, Lane Lane, long Number) : WireFrame;

/// <summary>Why a call gets no reply.</summary>
public enum CallRefusal
{
    /// <summary>Too much is under way; nothing was done.</summary>
    Overloaded = 1,

    /// <summary>The receiver does not understand the work; nothing was done.</summary>
    Unreadable = 2,

    /// <summary>The reply could not be sent. Whether the work was done is not told.</summary>
    Unsent = 3,
}

/// <summary>The other side does not keep to the format, or is not who it should be.</summary>
public sealed class WireException(string what) : IOException(what);
