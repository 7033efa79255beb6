using System.Collections.Concurrent;

namespace Jifen.Silo.Host;

/// <summary>A journal around whose calls the process may end.</summary>
internal sealed class KillingJournal(IJournal inner, KillSwitch kill, BatchPass pass) : PassedJournal(inner)
{
    private readonly ConcurrentDictionary<ShardId, byte> _appended = new();

    public override IReadOnlyList<ShardHead> TakeOver(IReadOnlyList<ShardId> shards, string owner)
    {
        pass.Committed = KillPoint.TakenOverBeforeWitness;
        IReadOnlyList<ShardHead> heads = base.TakeOver(shards, owner);
        pass.Committed = null;
        return heads;
    }

    public override IReadOnlyList<JournalRecord> ReadRecords(ShardId shard, Sequence from, int limit)
    {
        if (!_appended.ContainsKey(shard))
        {
            kill.Pass(KillPoint.Replay);
        }

        return base.ReadRecords(shard, from, limit);
    }

    public override IReadOnlyList<AppendResult> Append(IReadOnlyList<ShardAppend> batch)
    {
        foreach (ShardAppend append in batch)
        {
            _appended.TryAdd(append.Shard, 0);
        }

        Batch what = Batch.Of(batch);
        what.Before.ForEach(kill.Pass);
        pass.Committed = what.Committed;
        IReadOnlyList<AppendResult> results = base.Append(batch);
        pass.Committed = null;
        what.After.ForEach(kill.Pass);
        return results;
    }

    /// <summary>The points that a batch passes.</summary>
    private sealed record Batch(List<KillPoint> Before, KillPoint? Committed, List<KillPoint> After)
    {
        public static Batch Of(IReadOnlyList<ShardAppend> batch)
        {
            Batch what = new([], null, []);
            if (batch.Any(append => append.Grains.Count > 0))
            {
                what.Before.Add(KillPoint.BeforeCheckpointStep);
                bool floor = batch.Any(append => append.Floor is not null);
                what = floor ? what with { Committed = KillPoint.FloorBeforeWitness } : what;
                what.After.AddRange(floor ? [] : [KillPoint.MidCheckpoint]);
            }

            if (batch.Any(append => append.Records.Any(record => record.Key is not null)))
            {
                what.Before.Add(KillPoint.BeforeAppend);
                what = what with { Committed = what.Committed ?? KillPoint.CommittedBeforeWitness };
                what.After.Add(KillPoint.WitnessedBeforeCompletion);
            }

            if (batch.Any(append => append.Records.Any(IsEpochRecord)))
            {
                what.Before.Add(KillPoint.BeforeEpochRecord);
                what = what with { Committed = KillPoint.EpochRecordBeforeWitness };
            }

            return what;
        }

        private static bool IsEpochRecord(JournalRecord record) =>
            record.Member is null && RecordCodec.Decode(record.Body.Span).Input is OpenEpoch;
    }
}
