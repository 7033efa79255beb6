using System.Text.Json.Serialization;

namespace Jifen.Silo.Host;

/// <summary>What a host is told to run: one line of JSON on its standard input.</summary>
public sealed record HostOrder
{
    public required string Folder { get; init; }

    /// <summary>The first server key, with all scopes.</summary>
    public required string Key { get; init; }

    public string Programme { get; init; } = "festival";

    /// <summary>Port of the HTTP surface; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>IP address that it listens on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Connection string of the store; null keeps it in the folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>What the silos of a cluster share.</summary>
    public string? ClusterSecret { get; init; }

    /// <summary>Name of the silo in its cluster.</summary>
    public string? Name { get; init; }

    /// <summary>The silo warms up before it joins the others, as <c>jifen serve</c> does.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>Shards of a store that is made now.</summary>
    public int Shards { get; init; } = 8;

    /// <summary>Where the process ends itself by SIGKILL, or null.</summary>
    public KillPoint? KillAt { get; init; }

    /// <summary>The pass of the point that ends it, from 1.</summary>
    public int KillPass { get; init; } = 1;

    /// <summary>The planted fault of the host, if any.</summary>
    public PlantedFault Fault { get; init; }

    /// <summary>Age in milliseconds of the floor that starts a checkpoint; small, so that kills meet checkpoints.</summary>
    public int CheckpointMilliseconds { get; init; } = 15_000;

    /// <summary>Grain rows written with one append.</summary>
    public int CheckpointStep { get; init; } = 64;

    /// <summary>How far the wall clock is from where it should be.</summary>
    public long ShiftMilliseconds { get; init; }

    /// <summary>Work that may wait in a shard's mailbox.</summary>
    public int Mailbox { get; init; } = 4_096;

    /// <summary>Records of a shard that may wait for the disk.</summary>
    public int Undurable { get; init; } = 4_096;
}

/// <summary>Places at which a host can end itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KillPoint>))]
public enum KillPoint
{
    /// <summary>The store has taken the shards over; the witness does not know.</summary>
    TakenOverBeforeWitness,

    /// <summary>A shard's records are read at its recovery.</summary>
    Replay,

    /// <summary>Epoch records are about to be appended.</summary>
    BeforeEpochRecord,

    /// <summary>Epoch records are committed, not witnessed.</summary>
    EpochRecordBeforeWitness,

    /// <summary>A batch with records of calls is about to be appended.</summary>
    BeforeAppend,

    /// <summary>A batch with records of calls is committed, not witnessed.</summary>
    CommittedBeforeWitness,

    /// <summary>A batch with records of calls is committed and witnessed; the shards do not know.</summary>
    WitnessedBeforeCompletion,

    /// <summary>The answer of a call is made and has not left.</summary>
    BeforeAnswer,

    /// <summary>Rows of a checkpoint are about to be written.</summary>
    BeforeCheckpointStep,

    /// <summary>Rows of a checkpoint are written, and its floor is not.</summary>
    MidCheckpoint,

    /// <summary>The floor of a checkpoint is committed, not witnessed.</summary>
    FloorBeforeWitness,
}

/// <summary>Faults that a host can be composed with, to see that the checks find them.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlantedFault>))]
public enum PlantedFault
{
    None,

    /// <summary>The journal tells the shards "written" before it writes.</summary>
    AcknowledgedBeforeCommit,

    /// <summary>An endpoint beside the silo looks at a stock, thinks, and then takes from it.</summary>
    CheckedThenTaken,

    /// <summary>Stamps follow the wall clock wherever it goes, and nothing is ever in doubt.</summary>
    WallClockBelieved,

    /// <summary>An import counts its lines before they are answered.</summary>
    CountedBeforeAnswered,

    /// <summary>An import sends its lines without their keys.</summary>
    ImportedWithoutKeys,

    /// <summary>Every call is logged with its headers.</summary>
    CallsLogged,

    /// <summary>An edge remembers what members have, and tells it for a while.</summary>
    ReadsRemembered,
}

/// <summary>The order as JSON.</summary>
[JsonSerializable(typeof(HostOrder))]
public sealed partial class HostOrderJson : JsonSerializerContext;
