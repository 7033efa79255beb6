using Jifen.Grains.Kernel;
using Jifen.Grains.Member;
using Jifen.Silo.Journal;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Verification;

/// <summary>Compares the checkpoint rows of a shard with the state that its records give, each at the record it is as of.</summary>
internal sealed class CheckpointRows(IJournal journal, ShardId shard, ShardState state)
{
    private readonly Dictionary<Sequence, List<GrainRow>> _expected = [];
    private long _equal;

    /// <summary>Expects the rows of the grains that are no members.</summary>
    public void Expect()
    {
        foreach (GrainRow row in journal.ReadShardGrains(shard).Where(row => row.Grain != Outbox.RowId))
        {
            Expect(row);
        }
    }

    /// <summary>Expects the row of a member, where there is one.</summary>
    public void Expect(MemberKey member)
    {
        if (journal.ReadGrain(shard, MemberGrain.IdOf(member)) is { } row)
        {
            Expect(row);
        }
    }

    /// <summary>The state is that after this record.</summary>
    public void Reached(Sequence record)
    {
        if (!_expected.Remove(record, out List<GrainRow>? rows))
        {
            return;
        }

        foreach (GrainRow row in rows)
        {
            Compare(row);
        }
    }

    /// <summary>Rows that were compared; none may be left.</summary>
    public long Finish()
    {
        if (_expected.Values.SelectMany(rows => rows).FirstOrDefault() is { } row)
        {
            throw Differs(row, $"it is as of record {row.AsOf}, at which nothing happened to it");
        }

        return _equal;
    }

    private void Expect(GrainRow row)
    {
        if (!_expected.TryGetValue(row.AsOf, out List<GrainRow>? rows))
        {
            _expected.Add(row.AsOf, rows = []);
        }

        rows.Add(row);
    }

    private void Compare(GrainRow row)
    {
        Grain? grain = row.Member is { } member ? state.FindMember(member) : state.FindNamed(row.Grain);
        if (grain is null || !row.State.Span.SequenceEqual(grain.Save()))
        {
            throw Differs(row, "it is not the state that the records give");
        }

        _equal++;
    }

    private VerificationException Differs(GrainRow row, string how) =>
        new(VerificationRule.Checkpoint, $"Checkpoint row {row.Grain} of shard {shard}: {how}.");
}
