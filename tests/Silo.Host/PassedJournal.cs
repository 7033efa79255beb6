namespace Jifen.Silo.Host;

/// <summary>A journal that passes everything on; what decorates one overrides what it is about.</summary>
internal abstract class PassedJournal(IJournal inner) : IJournal
{
    protected IJournal Inner => inner;

    public StoreIdentity Identity => inner.Identity;

    public int Databases => inner.Databases;

    public int DatabaseOf(ShardId shard) => inner.DatabaseOf(shard);

    public virtual IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => inner.TakeOver(shards, owner);

    public virtual IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => inner.Append(batch);

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public virtual IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) => inner.ReadRecords(shard, from, limit);

    public GrainRow? ReadGrain(ShardId shard, string grain) => inner.ReadGrain(shard, grain);

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => inner.ReadShardGrains(shard);

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) => inner.ReadMembers(shard, after, limit);

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) => inner.ReadDueMembers(shard, until, limit);

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => inner.FindKey(shard, member, key);

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        inner.ReadMemberIndex(shard, member, before, limit);

    public byte[]? ReadDocument(Hash256 hash) => inner.ReadDocument(hash);

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => inner.StoreDocument(hash, document);

    public void EraseDocument(Hash256 hash) => inner.EraseDocument(hash);

    public ControlState ReadControl() => inner.ReadControl();

    public Person? ReadPerson(MemberKey member) => inner.ReadPerson(member);

    public StoreSize ReadSize() => inner.ReadSize();

    public virtual void Dispose() => inner.Dispose();
}
