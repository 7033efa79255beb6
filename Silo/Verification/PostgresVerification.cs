using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;

namespace Jifen.Silo.Verification;

/// <summary>Opens a store in PostgreSQL to be verified.</summary>
public static class PostgresVerification
{
    /// <param name="folder">Data folder of a silo: its witness is compared too. There may be none.</param>
    /// <param name="keys">The keys of the store; null where they are not at hand, and plays are then counted as sealed.</param>
    /// <exception cref="StoreRefusedException">There is no store, or a silo has it open.</exception>
    public static StoreVerification Open(string connection, string folder, SecretKeys? keys)
    {
        WitnessedHeads? witnessed = WitnessFile.Peek(StoreFiles.Witness(folder));
        PostgresJournal journal = PostgresStore.OpenReadOnly(connection, witnessed);
        try
        {
            RequireSame(journal.Identity, witnessed, folder);
            RequireStopped(journal);
            return new(
                journal, witnessed ?? new(journal.Identity.StoreId, journal.Identity.ShardCount), keys is null ? null : new(keys), _ => journal.Read(StrayRecords.Find));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static void RequireSame(StoreIdentity identity, WitnessedHeads? witnessed, string folder)
    {
        if (witnessed is not null && (witnessed.StoreId != identity.StoreId || witnessed.ShardCount != identity.ShardCount))
        {
            throw new StoreRefusedException($"The witness at {folder} belongs to the store {witnessed.StoreId}, not to {identity.StoreId}.");
        }
    }

    /// <summary>A store that a silo is writing is no one state.</summary>
    private static void RequireStopped(PostgresJournal journal)
    {
        if (journal.Read(StrayRecords.IsOpen))
        {
            throw new StoreRefusedException("A silo has the store open: stop every silo first.");
        }
    }
}
