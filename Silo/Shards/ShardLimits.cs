namespace Jifen.Silo.Shards;

/// <summary>Bounds of one shard. At each the caller is told; nothing is dropped in silence.</summary>
public sealed record ShardLimits
{
    /// <summary>Work waiting in a shard's mailbox; beyond it <c>overloaded</c>.</summary>
    public int Mailbox { get; init; } = 4096;

    /// <summary>Records decided and not yet durable; beyond it <c>overloaded</c>.</summary>
    public int Undurable { get; init; } = 4096;

    /// <summary>Work that waits for one member, one play or one seed; beyond it <c>overloaded</c>.</summary>
    public int Parked { get; init; } = 256;

    /// <summary>Messages to one shard that it has not acknowledged; beyond it commands that would add another are refused.</summary>
    public int Unacknowledged { get; init; } = 10_000;

    /// <summary>Members kept in memory; beyond it clean idle ones leave.</summary>
    public int ResidentMembers { get; init; } = 16_384;

    /// <summary>Records after the floor that start a checkpoint.</summary>
    public int CheckpointRecords { get; init; } = 8_192;

    /// <summary>Age of the floor that starts a checkpoint.</summary>
    public TimeSpan CheckpointAge { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Grain rows written with one append.</summary>
    public int CheckpointStep { get; init; } = 64;

    /// <summary>Bytes of grain rows after which one append takes no further row.</summary>
    public int CheckpointStepBytes { get; init; } = 512 * 1024;

    /// <summary>How long a caller waits for a unit before it gets 202 with the play's id.</summary>
    public TimeSpan UnitWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long work waits for a member, a document or a seed before it is told <c>try_again</c>.</summary>
    public TimeSpan ParkWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time after which unacknowledged messages are sent again.</summary>
    public TimeSpan Resend { get; init; } = TimeSpan.FromSeconds(1);
}
