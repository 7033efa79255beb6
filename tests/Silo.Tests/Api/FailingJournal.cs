using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Api;

/// <summary>A journal whose disk can be made to fail, and whose members can be made up.</summary>
internal sealed class FailingJournal(IJournal journal) : IJournal
{
    public volatile bool Fails;

    /// <summary>What is read of members after one, instead of what the journal has.</summary>
    public Func<IJournal, MemberKey?, IReadOnlyList<GrainRow>>? Members { get; init; }

    public StoreIdentity Identity => journal.Identity;

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner) => journal.TakeOver(shards, owner);

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch) =>
        Fails ? throw new JournalFailedException("planted: the sync failed") : journal.Append(batch);

    public ShardHead ReadHead(ShardId shard) => journal.ReadHead(shard);

    public IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit) => journal.ReadRecords(shard, from, limit);

    public GrainRow? ReadGrain(ShardId shard, string grain) => journal.ReadGrain(shard, grain);

    public IReadOnlyList<GrainRow> ReadShardGrains(ShardId shard) => journal.ReadShardGrains(shard);

    public IReadOnlyList<GrainRow> ReadMembers(ShardId shard, MemberKey? after, int limit) =>
        Members is { } others ? others(journal, after) : journal.ReadMembers(shard, after, limit);

    public IReadOnlyList<MemberKey> ReadDueMembers(ShardId shard, Stamp until, int limit) => journal.ReadDueMembers(shard, until, limit);

    public Sequence FindKey(ShardId shard, MemberKey member, RequestKey key) => journal.FindKey(shard, member, key);

    public IReadOnlyList<MemberIndexRow> ReadMemberIndex(ShardId shard, MemberKey member, Sequence before, int limit) =>
        journal.ReadMemberIndex(shard, member, before, limit);

    public byte[]? ReadDocument(Hash256 hash) => journal.ReadDocument(hash);

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document) => journal.StoreDocument(hash, document);

    public void EraseDocument(Hash256 hash) => journal.EraseDocument(hash);

    public ControlState ReadControl() => journal.ReadControl();

    public Person? ReadPerson(MemberKey member) => journal.ReadPerson(member);

    public StoreSize ReadSize() => journal.ReadSize();

    public void Dispose() => journal.Dispose();
}
