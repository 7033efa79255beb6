using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>
/// A caller that keeps the contract's words: after "nothing was written" it calls again; after "it may or may not have been written"
/// it reads the store and calls again only where it was not.
/// </summary>
public sealed class RecoveringJournal(IJournal inner, bool readsAfterUnknown = true) : IJournal
{
    public StoreIdentity Identity => inner.Identity;

    public IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner)
    {
        Epoch[] before = [.. shards.Select(shard => inner.ReadHead(shard).Epoch)];
        return Again(() => inner.TakeOver(shards, owner), () =>
        {
            ShardHead[] heads = [.. shards.Select(inner.ReadHead)];
            return heads.Zip(before).All(pair => pair.First.Epoch.Value == pair.Second.Value + 1) ? heads : null;
        });
    }

    public IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        bool[] fresh = [.. batch.Select(append => append.Records.Count > 0 && !IsWritten(append))];
        return Again(() => inner.Append(batch), () =>
            batch.Where((append, i) => fresh[i] && IsWritten(append)).Any() ? [.. batch.Select((append, i) => Result(append, fresh[i]))] : null);
    }

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

    public void StoreDocument(Hash256 hash, ReadOnlyMemory<byte> document)
    {
        byte[]? before = inner.ReadDocument(hash);
        Again(
            () =>
            {
                inner.StoreDocument(hash, document);
                return document.ToArray();
            },
            () => before is null ? inner.ReadDocument(hash) : null);
    }

    public void EraseDocument(Hash256 hash)
    {
        byte[]? before = inner.ReadDocument(hash);
        Again(
            () =>
            {
                inner.EraseDocument(hash);
                return "";
            },
            () => before is not null && inner.ReadDocument(hash) is null ? "" : null);
    }

    public ControlState ReadControl() => inner.ReadControl();

    public Person? ReadPerson(MemberKey member) => inner.ReadPerson(member);

    public StoreSize ReadSize() => inner.ReadSize();

    public void Dispose() => inner.Dispose();

    /// <param name="written">The answer as the store has it, or null where the call was not carried out.</param>
    private T Again<T>(Func<T> write, Func<T?> written)
        where T : class
    {
        try
        {
            return write();
        }
        catch (StoreFullException)
        {
            Assert.Null(written());
            return write();
        }
        catch (AppendOutcomeUnknownException)
        {
            return (readsAfterUnknown ? written() : null) ?? write();
        }
    }

    private bool IsWritten(ShardAppend append) =>
        append.Records is [.., { } last] && inner.ReadHead(append.Shard) is { } head && head.Sequence >= last.Sequence
        && inner.ReadRecords(append.Shard, last.Sequence, 1)[0].Hash == last.Hash;

    /// <summary>What an append was told, seen from the store after the batch: its records are there now and were not before, or why not.</summary>
    private AppendResult Result(ShardAppend append, bool fresh)
    {
        if (fresh && IsWritten(append))
        {
            return new(append.Shard, AppendStatus.Written);
        }

        ControlState control = inner.ReadControl();
        return append.ControlGeneration < control.Generation
            ? new(append.Shard, AppendStatus.StaleControl, control)
            : new(append.Shard, AppendStatus.SequenceTaken);
    }
}
