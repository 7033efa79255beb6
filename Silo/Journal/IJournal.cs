using Jifen.Grains.Member;

namespace Jifen.Silo.Journal;

/// <summary>
/// The store of a programme: the records of all shards, their checkpoints, and what fences them. One contract suite
/// (<c>JournalContract</c>) holds every implementation to the words below.
/// </summary>
/// <remarks>
/// Calls block. <see cref="Append"/> is made by one thread at a time for each of the <see cref="Databases"/>; the reads may be made by other
/// threads meanwhile and see committed rows only.
/// </remarks>
public interface IJournal : IDisposable
{
    /// <summary>What the store was created with. Checked by the opener against what it expects.</summary>
    StoreIdentity Identity { get; }

    /// <summary>
    /// In how many databases the store lies. Appends to shards of different ones may be made at once, and one that is slow or away holds up
    /// nothing of the others.
    /// </summary>
    int Databases => 1;

    /// <summary>The database that a shard lies in, from 0 on.</summary>
    int DatabaseOf(ShardId shard) => 0;

    /// <summary>
    /// Takes the next epoch of each shard for this owner, so that every older owner is refused from now on, and returns where each
    /// of them stands.
    /// </summary>
    /// <remarks>
    /// Nothing is taken from another silo which the store knows to live (<see cref="Cluster.IClusterStore"/>), and nothing by one which it
    /// knows to be gone. An owner by any other name, or by none, is replaced; where the store knows no silos, that is everybody.
    /// </remarks>
    /// <param name="owner">The id of a silo that has joined, or another text.</param>
    /// <returns>A head for each shard that was taken, in the order of the call.</returns>
    /// <exception cref="JournalWentBackException">The journal is shorter than the witness, or has another hash there.</exception>
    IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner);

    /// <summary>
    /// Writes one batch durably: appends of any number of shards, each accepted or refused by itself, then the checkpoint rows of
    /// those accepted. Returns after the commit and the witness are on the disk.
    /// </summary>
    /// <returns>One result per append, in order.</returns>
    /// <exception cref="StoreFullException">Nothing was written; the store has no space.</exception>
    /// <exception cref="AppendOutcomeUnknownException">It may or may not have been written: read the heads.</exception>
    /// <exception cref="JournalFailedException">The disk failed a sync: the process must end (fail-stop ladder).</exception>
    IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch);

    /// <summary>Where a shard stands, read from the store.</summary>
    ShardHead ReadHead(ShardId shard);

    /// <summary>Records of a shard from <paramref name="from"/> on, in order, at most <paramref name="limit"/>.</summary>
    /// <exception cref="JournalDamagedException">A record does not carry the hash it must, or the chain is broken; it is named.</exception>
    IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit);

    /// <summary>The checkpoint state of one grain, or null. Its hash is checked.</summary>
    /// <exception cref="JournalDamagedException">The row's hash is wrong; the row is named.</exception>
    GrainRow? ReadGrain(ShardId shard, string grain);

    /// <summary>All checkpoint rows of a shard but those of members, which load on demand.</summary>
    IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard);

    /// <summary>Members of a shard after one, in the order of their keys, as of the shard's checkpoint. The hash of each row is checked.</summary>
    /// <param name="after">Null for the first.</param>
    /// <exception cref="JournalDamagedException">A row's hash is wrong; the row is named.</exception>
    IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit);

    /// <summary>Members of a shard whose <see cref="GrainRow.Due"/> is at or before <paramref name="until"/>, soonest first.</summary>
    IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit);

    /// <summary>
    /// Sequence of the newest indexed record of the member with this key, or none. Records after the shard's checkpoint floor may not
    /// be indexed yet; the shard keeps those in memory.
    /// </summary>
    Sequence FindKey(ShardId shard, MemberKey member, RequestKey key);

    /// <summary>Index rows of the member's records before <paramref name="before"/>, newest first.</summary>
    IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit);

    /// <summary>A document stored by <see cref="StoreDocument"/>, or null.</summary>
    byte[]? ReadDocument(Hash256 hash);

    /// <summary>Stores a document under the SHA-256 of its bytes, durably; storing it again changes nothing.</summary>
    void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document);

    /// <summary>
    /// Takes a document out of the store, durably; where there is none, nothing happens. Of what a record derives from none may be taken: only
    /// what lies beside the journal, such as an address, is erased so.
    /// </summary>
    void EraseDocument(Hash256 hash);

    /// <summary>The control generation the store stands at, and what is paused from it on.</summary>
    ControlState ReadControl();

    /// <summary>The brand's id and profile of a member, or null. They were written on the member's shard. Erasable; no part of the chain.</summary>
    Person? ReadPerson(MemberKey member);

    /// <summary>Bytes of the store on the disk, and free bytes beside it.</summary>
    StoreSize ReadSize();
}

/// <param name="Format">Version of the tables.</param>
/// <param name="ShardCount">N, chosen when the store is created.</param>
/// <param name="PepperCheck">Proof that the pepper beside the store is the one it was made with.</param>
public sealed record StoreIdentity(int Format, int ShardCount, string Programme, string PepperCheck, Guid StoreId);

/// <summary>Where a shard stands: its newest record, its epoch and its checkpoint.</summary>
/// <param name="Floor">Every grain row of the shard contains all effects up to here; records after it must be replayed.</param>
/// <param name="FloorHash">Hash of the record at the floor.</param>
public sealed record ShardHead(ShardId Shard, Epoch Epoch, Sequence Sequence, Hash256 Hash, Stamp Stamp, Sequence Floor, Hash256 FloorHash);

/// <summary>Records of one shard, dense from the head on, with what is written beside them.</summary>
public sealed record ShardAppend
{
    public required ShardId Shard { get; init; }

    public required Epoch Epoch { get; init; }

    /// <summary>Generation the records were decided under; an older one than the store's is refused.</summary>
    public required long ControlGeneration { get; init; }

    /// <summary>
    /// Hash of the record before the append. The store refuses it where its head is another, also where there are no records: rows
    /// stand on the records before them, and those may have failed.
    /// </summary>
    public required Hash256 Previous { get; init; }

    /// <summary>May be empty where only checkpoint rows are written.</summary>
    public required IReadOnlyList<JournalRecord> Records { get; init; }

    /// <summary>Set by a record that raises the store's control generation, in this commit.</summary>
    public ControlState? RaisesControl { get; init; }

    /// <summary>Persons written with the records: enrolments and profile changes.</summary>
    public IReadOnlyList<Person> Persons { get; init; } = [];

    public IReadOnlyList<GrainRow> Grains { get; init; } = [];

    /// <summary>Rows of the (member, sequence) index for records at or before the checkpoint being written.</summary>
    public IReadOnlyList<MemberIndexRow> Index { get; init; } = [];

    /// <summary>New checkpoint floor, or null where it does not move.</summary>
    public CheckpointFloor? Floor { get; init; }
}

public sealed record CheckpointFloor(Sequence Sequence, Hash256 Hash);

public enum AppendStatus
{
    /// <summary>Durable.</summary>
    Written,

    /// <summary>Another owner has taken the shard.</summary>
    StaleEpoch,

    /// <summary>The sequence is taken, or does not follow the head, or the previous hash is not the head's, also without records.</summary>
    SequenceTaken,

    /// <summary>The store stands at a newer control generation.</summary>
    StaleControl,
}

public readonly record struct AppendResult(ShardId Shard, AppendStatus Status, ControlState? Control = null);

/// <summary>State of a grain at a sequence.</summary>
/// <param name="Grain">Grain id, such as <c>member:…</c> or <c>lottery:wheel</c>.</param>
/// <param name="Member">Set for member rows.</param>
/// <param name="AsOf">All effects up to here are in the state, none after.</param>
/// <param name="Due">When the grain wants to be swept, or null.</param>
/// <param name="State">Canonical UTF-8 JSON. Without a byte, the grain is no more and its row is taken out of the store.</param>
public sealed record GrainRow(string Grain, MemberKey? Member, Sequence AsOf, Stamp? Due, ReadOnlyMemory<byte> State)
{
    /// <summary>What follows the names of all rows of members.</summary>
    internal const string AfterMembers = $"{MemberGrain.Kind};";

    public bool IsRemoval => State.IsEmpty;

    /// <summary>What the names of rows of members after one follow; all of them where it is null.</summary>
    internal static string MemberAfter(MemberKey? after) => after is { } key ? MemberGrain.IdOf(key) : $"{MemberGrain.Kind}:";

    /// <summary>Takes the row of a grain out of the store, if there is one.</summary>
    public static GrainRow Removed(string grain, Sequence asOf) => new(grain, null, asOf, null, default);
}

public readonly record struct MemberIndexRow(MemberKey Member, Sequence Sequence, RequestKey? Key);

/// <param name="Paused">Targets such as <c>campaign:spring</c>, sorted.</param>
public sealed record ControlState(long Generation, IReadOnlyList<string> Paused);

/// <param name="Profile">Canonical JSON of the profile, or null.</param>
public sealed record Person(MemberKey Member, string Id, string? Profile);

public readonly record struct StoreSize(long UsedBytes, long FreeBytes);
