using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>Lets the nth call that writes fail, counted over all journals that share <paramref name="faults"/>.</summary>
public sealed class FaultyJournal(IJournal inner, WriteFaults faults) : IJournal
{
    public StoreIdentity Identity => inner.Identity;

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => faults.Call(() => inner.TakeOver(shards, owner));

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) => faults.Call(() => inner.Append(batch));

    public ShardHead ReadHead(ShardId shard) => inner.ReadHead(shard);

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) => inner.ReadRecords(shard, from, limit);

    public GrainRow? ReadGrain(ShardId shard, string grain) => inner.ReadGrain(shard, grain);

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => inner.ReadShardGrains(shard);

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) => inner.ReadMembers(shard, after, limit);

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) => inner.ReadDueMembers(shard, until, limit);

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => inner.FindKey(shard, member, key);

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        inner.ReadMemberIndex(shard, member, before, limit);

    public byte[]? ReadDocument(Hash256 hash) => inner.ReadDocument(hash);

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => faults.Call(() =>
    {
        inner.StoreDocument(hash, document);
        return true;
    });

    public void EraseDocument(Hash256 hash) => faults.Call(() =>
    {
        inner.EraseDocument(hash);
        return true;
    });

    public ControlState ReadControl() => inner.ReadControl();

    public Person? ReadPerson(MemberKey member) => inner.ReadPerson(member);

    public StoreSize ReadSize() => inner.ReadSize();

    public void Dispose() => inner.Dispose();
}
