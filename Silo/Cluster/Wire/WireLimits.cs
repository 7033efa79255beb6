namespace Jifen.Silo.Cluster.Wire;

/// <summary>Bounds of what passes between silos. At each the caller is told; only mail is dropped, and its shard sends it again.</summary>
public sealed record WireLimits
{
    /// <summary>Bytes of one frame behind its length. A longer one ends the stream at the receiver, and is not sent at all by the sender.</summary>
    public int FrameBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Calls to one silo that wait for their reply, and calls of one stream that a silo answers at a time; beyond it <c>overloaded</c>.</summary>
    public int UnansweredCalls { get; init; } = 8_192;

    /// <summary>Bytes that wait to be written to one silo; beyond it <c>overloaded</c>.</summary>
    public int QueuedBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Streams that a silo takes in.</summary>
    public int Streams { get; init; } = 256;

    /// <summary>Streams whose sender has not proved yet that it is a silo.</summary>
    public int Strangers { get; init; } = 32;

    /// <summary>Failed proofs from one address within a minute; beyond it the address is answered 429.</summary>
    public int FailedProofs { get; init; } = 20;

    /// <summary>Time for both sides to prove who they are.</summary>
    public TimeSpan HelloTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time for a connection to come about.</summary>
    public TimeSpan ConnectTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Silence after which a silo is pinged; one second is the least that HTTP/2 takes here.</summary>
    public TimeSpan PingAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time for the answer to a ping; after it the connection is broken.</summary>
    public TimeSpan PingTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>First pause before a broken stream is opened again; it doubles with each failure.</summary>
    public TimeSpan ShortestPause { get; init; } = TimeSpan.FromMilliseconds(50);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often deadlines are looked at; a call may be told that much too late.</summary>
    public TimeSpan DeadlineCheck { get; init; } = TimeSpan.FromMilliseconds(50);
}
