using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;

namespace Jifen.Silo.Shards;

/// <summary>A shard's state as the store has it: checkpoint rows and the records after the floor.</summary>
public sealed class RecoveredShard
{
    /// <summary>Records counted at a time.</summary>
    private const int Page = 1024;

    private RecoveredShard(ShardHead head, int shardCount, IShardRules rules)
    {
        Head = head;
        Machine = new(new(head.Shard, shardCount), rules);
    }

    public ShardHead Head { get; }

    public ShardMachine Machine { get; }

    public Outbox Outbox { get; private set; } = new();

    /// <summary>Records after the floor: not yet in the (member, sequence) index.</summary>
    public List<MemberIndexRow> Unindexed { get; } = [];

    /// <summary>Reads the shard from the store. Blocks; changes nothing.</summary>
    /// <exception cref="JournalDamagedException">A row or record is not what was written.</exception>
    /// <exception cref="RecordUnreadableException">A record has a kind that this binary does not know.</exception>
    public static RecoveredShard Read(IJournal journal, ShardId shard, int shardCount) =>
        Read(journal, shard, shardCount, ProtocolRules.Instance);

    /// <inheritdoc cref="Read(IJournal, ShardId, int)"/>
    /// <param name="rules">What the shard decides by from here on.</param>
    public static RecoveredShard Read(IJournal journal, ShardId shard, int shardCount, IShardRules rules)
    {
        var stored = StoredShard.Read(journal, shard);
        RecoveredShard recovered = new(stored.Head, shardCount, rules);
        Sequence outboxAsOf = recovered.Restore(stored.Rows);
        recovered.CountUncounted(journal);
        foreach (JournalRecord record in stored.Tail)
        {
            recovered.Replay(record, stored, outboxAsOf);
        }

        return recovered;
    }

    /// <summary>A member as of the shard's checkpoint, with its newest keys.</summary>
    public static MemberGrain ReadMember(IJournal journal, ShardId shard, MemberKey member)
    {
        MemberGrain grain = new(member);
        if (journal.ReadGrain(shard, grain.Id) is { } row)
        {
            grain.Restore(row.State.Span, row.AsOf);
        }

        const int Known = KeyMemory.Kept + KeyMemory.Printed;
        IReadOnlyList<MemberIndexRow> newest = journal.ReadMemberIndex(shard, member, new(long.MaxValue), Known + 1);
        grain.Keys.Begin(
            [.. newest.Take(Known).Reverse().Where(r => r.Key is not null).Select(r => (r.Key!.Value, r.Sequence))],
            newest.Count > Known);
        return grain;
    }

    /// <returns>As of which record the outbox was saved.</returns>
    private Sequence Restore(IReadOnlyList<GrainRow> rows)
    {
        Sequence outboxAsOf = Sequence.None;
        foreach (GrainRow row in rows)
        {
            if (row.Grain == Outbox.RowId)
            {
                Outbox = Outbox.Load(row);
                outboxAsOf = row.AsOf;
            }
            else
            {
                Machine.State.Restore(row.Grain, row.State.Span, row.AsOf);
            }
        }

        return outboxAsOf;
    }

    /// <remarks>A checkpoint written before there were tallies has none: its records are counted once, and the next checkpoint keeps that.</remarks>
    private void CountUncounted(IJournal journal)
    {
        Sequence next = new(1);
        while (Machine.State.Tally.AsOf < next && next <= Head.Floor)
        {
            foreach (JournalRecord record in journal.ReadRecords(Head.Shard, next, Page).TakeWhile(r => r.Sequence <= Head.Floor))
            {
                RecordStamp at = new(record.Shard, record.Sequence, record.Stamp, record.Member, record.Key);
                Machine.State.CountAgain(RecordCodec.Decode(record.Body.Span), at);
                next = record.Sequence.Next;
            }
        }
    }

    private void Replay(JournalRecord record, StoredShard stored, Sequence outboxAsOf)
    {
        RecordBody body = RecordCodec.Decode(record.Body.Span);
        if (record.Member is { } member)
        {
            Unindexed.Add(new(member, record.Sequence, record.Key));
            if (Machine.State.FindMember(member) is null)
            {
                Machine.State.Seat(stored.Member(member));
            }
        }

        Machine.Replay(new(record.Shard, record.Sequence, record.Stamp, record.Member, record.Key), body);
        if (record.Sequence > outboxAsOf)
        {
            Outbox.Add(body.Messages ?? [], record.Sequence);
        }
    }
}
