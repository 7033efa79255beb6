using System.Text.Json;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// The only way back in time: accepts what a store holds now as all there is, and writes down in the store that it was done, why,
/// and which acknowledged records are lost.
/// </summary>
public static class SqliteIncarnation
{
    /// <summary>Writes a fresh witness for the store, which then opens.</summary>
    /// <returns>A sentence for each shard that lost records; none where only the witness was missing.</returns>
    /// <exception cref="StoreRefusedException">There is no store, or it is open elsewhere.</exception>
    /// <exception cref="JournalDamagedException">The newest record of a shard is damaged: such a store cannot be accepted.</exception>
    public static IReadOnlyList<string> AcceptLoss(string folder, string reason, TimeProvider clock)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (!SqliteStore.Exists(folder))
        {
            throw new StoreRefusedException($"There is no store at {folder}.");
        }

        using StoreLock storeLock = StoreLock.Take(folder);
        try
        {
            using Database database = Database.OpenWriter(StoreFiles.Database(folder));
            StoreIdentity identity = StoreMeta.Read(database);
            KnownHeads nothing = new(identity.ShardCount);
            IReadOnlyList<string> lost = Compare(StoreHeads.Read(folder, identity, nothing), WitnessFile.Peek(StoreFiles.Witness(folder)));
            Note(database, reason, clock.GetUtcNow(), lost);
            WitnessFile.Create(StoreFiles.Witness(folder), StoreHeads.Read(folder, identity, nothing)).Dispose();
            return lost;
        }
        catch (SqliteFaultException fault)
        {
            throw new StoreRefusedException($"The store at {folder} cannot be accepted: {fault.Message}", fault);
        }
    }

    private static List<string> Compare(WitnessedHeads held, WitnessedHeads? witnessed)
    {
        List<string> lost = [];
        for (int shard = 0; witnessed is not null && shard < Math.Min(held.ShardCount, witnessed.ShardCount); shard++)
        {
            WitnessedHead now = held[new(shard)];
            WitnessedHead then = witnessed[new(shard)];
            if (now.Sequence < then.Sequence || (now.Sequence == then.Sequence && now.Hash != then.Hash))
            {
                lost.Add($"Shard {shard} stands at record {now.Sequence}; record {then.Sequence} was acknowledged.");
            }
        }

        return lost;
    }

    private static void Note(Database database, string reason, DateTimeOffset now, IReadOnlyList<string> lost)
    {
        database.Execute("BEGIN IMMEDIATE");
        database.Execute("UPDATE control SET commits = commits + 1");
        Statement insert = database.Prepare("INSERT INTO incarnation (reason, at, lost) VALUES (?1, ?2, ?3)");
        insert.BindText(1, reason).Bind(2, Stamp.From(now).Microseconds)
            .BindText(3, JsonSerializer.SerializeToUtf8Bytes([.. lost], StoreJson.Default.StringArray)).Run();
        database.Execute("COMMIT");
    }
}
