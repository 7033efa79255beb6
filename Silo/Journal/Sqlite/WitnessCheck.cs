namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Compares the store with the witness.</summary>
internal static class WitnessCheck
{
    /// <exception cref="JournalWentBackException">The store lacks what was acknowledged; shard and sequence are named.</exception>
    public static void Run(JournalReader reader, WitnessedHeads witnessed, IEnumerable<ShardId> shards)
    {
        foreach (ShardId shard in shards)
        {
            Check(reader, shard, witnessed[shard]);
        }

        long commits = reader.ReadControl().Commits;
        if (commits < witnessed.Commits)
        {
            throw new JournalWentBackException($"The store stands at commit {commits}, but the witness saw commit {witnessed.Commits}. {Way}");
        }
    }

    private const string Way = "Restore the store, or accept the loss by jifen restore --accept-loss REASON.";

    private static void Check(JournalReader reader, ShardId shard, WitnessedHead witnessed)
    {
        if (witnessed.Sequence == Sequence.None)
        {
            return;
        }

        Hash256? hash = reader.ReadHash(shard, witnessed.Sequence);
        if (hash != witnessed.Hash)
        {
            string what = hash is null ? "does not hold it" : "holds another record there";
            throw new JournalWentBackException(
                $"{RecordName.Of(shard, witnessed.Sequence)} was acknowledged by the witness, but the journal {what}. {Way}");
        }
    }
}
