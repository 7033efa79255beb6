using Jifen.Grains.Kernel;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The records of one member, newest first, by the store's index and what the shard has not indexed yet. Blocks while it reads.</summary>
internal sealed class MemberRecords(IJournal journal)
{
    private const int Step = 64;

    /// <summary>Records before a sequence, newest first, read as they are wanted.</summary>
    /// <param name="unindexed">What the shard told, oldest first; records after the newest of what it saw are left out.</param>
    public IEnumerable<MemberRecord> Before(ShardId shard, MemberKey member, Sequence before, Sequence seen, IReadOnlyList<Sequence> unindexed)
    {
        foreach (Sequence sequence in Sequences(shard, member, before, unindexed).Where(sequence => sequence <= seen))
        {
            JournalRecord record = Record(shard, sequence);
            yield return new(record, RecordCodec.Decode(record.Body.Span));
        }
    }

    /// <summary>Catalogue version under which a play was taken; its settlement may be a later record.</summary>
    public long VersionOf(Played played, in RecordPlace place) => played.Play.Sequence == place.Sequence
        ? place.CatalogueVersion
        : Record(played.Play.Shard, played.Play.Sequence).CatalogueVersion;

    private IEnumerable<Sequence> Sequences(ShardId shard, MemberKey member, Sequence before, IReadOnlyList<Sequence> unindexed)
    {
        Sequence last = before;
        foreach (Sequence sequence in unindexed.Reverse().Where(sequence => sequence < before))
        {
            last = sequence;
            yield return sequence;
        }

        while (true)
        {
            IReadOnlyList<MemberIndexRow> rows = journal.ReadMemberIndex(shard, member, last, Step);
            foreach (MemberIndexRow row in rows)
            {
                last = row.Sequence;
                yield return row.Sequence;
            }

            if (rows.Count < Step)
            {
                yield break;
            }
        }
    }

    private JournalRecord Record(ShardId shard, Sequence sequence)
    {
        IReadOnlyList<JournalRecord> records = journal.ReadRecords(shard, sequence, 1);
        Invariant.Holds(records.Count == 1 && records[0].Sequence == sequence, $"record {shard}.{sequence} is in the journal");
        return records[0];
    }
}

internal sealed record MemberRecord(JournalRecord Record, RecordBody Body);
