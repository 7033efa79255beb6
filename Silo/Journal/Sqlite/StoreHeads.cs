namespace Jifen.Silo.Journal.Sqlite;

/// <summary>Reads where every shard of a closed or copied store stands.</summary>
internal static class StoreHeads
{
    /// <exception cref="JournalDamagedException">A shard lacks what it is known to have, or its newest record is damaged.</exception>
    public static WitnessedHeads Read(string folder, StoreIdentity identity, KnownHeads known)
    {
        using JournalReader reader = JournalReader.Open(StoreFiles.Database(folder), known);
        WitnessedHeads heads = new(identity.StoreId, identity.ShardCount) { Commits = reader.ReadControl().Commits };
        for (int shard = 0; shard < identity.ShardCount; shard++)
        {
            ShardHead head = reader.ReadHead(new(shard));
            heads[head.Shard] = new(head.Sequence, head.Hash);
        }

        return heads;
    }
}
