using Jifen.Silo.Journal;

namespace Jifen.Simulation.Tests.Store;

/// <summary>A journal that does as the one inside does, where the deriving one does not say otherwise.</summary>
internal abstract class JournalAround(IJournal inside) : IJournal
{
    public StoreIdentity Identity => inside.Identity;

    protected IJournal Inside => inside;

    public virtual IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => inside.TakeOver(shards, owner);

    public virtual IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => inside.Append(batch);

    public virtual ShardHead ReadHead(ShardId shard) => inside.ReadHead(shard);

    public virtual IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) => inside.ReadRecords(shard, from, limit);

    public virtual GrainRow? ReadGrain(ShardId shard, string grain) => inside.ReadGrain(shard, grain);

    public virtual IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => inside.ReadShardGrains(shard);

    public virtual IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) => inside.ReadMembers(shard, after, limit);

    public virtual IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) => inside.ReadDueMembers(shard, until, limit);

    public virtual Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => inside.FindKey(shard, member, key);

    public virtual IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        inside.ReadMemberIndex(shard, member, before, limit);

    public virtual byte[]? ReadDocument(Hash256 hash) => inside.ReadDocument(hash);

    public virtual void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => inside.StoreDocument(hash, document);

    public virtual void EraseDocument(Hash256 hash) => inside.EraseDocument(hash);

    public virtual ControlState ReadControl() => inside.ReadControl();

    public virtual Person? ReadPerson(MemberKey member) => inside.ReadPerson(member);

    public virtual StoreSize ReadSize() => inside.ReadSize();

    public void Dispose() => inside.Dispose();
}
