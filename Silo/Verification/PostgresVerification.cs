using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Jifen.Silo.Journal.Sqlite;
using Jifen.Silo.Security;

namespace Jifen.Silo.Verification;

/// <summary>Opens a store in PostgreSQL to be verified.</summary>
public static class PostgresVerification
{
    /// <param name="connections">All databases of the store, in their order.</param>
    /// <param name="folder">Data folder of a silo: its witnesses are compared too. There may be none.</param>
    /// <param name="keys">The keys of the store; null where they are not at hand, and plays are then counted as sealed.</param>
    /// <exception cref="StoreRefusedException">There is no store, not all of it was named, or a silo has it open.</exception>
    public static StoreVerification Open(IReadOnlyList<string> connections, string folder, SecretKeys? keys)
    {
        WitnessedHeads?[] witnessed = [.. connections.Select((_, place) => WitnessFile.Peek(StoreFiles.Witness(folder, place)))];
        ISharedJournal journal = SpreadStore.OpenReadOnly(connections, place => witnessed[place]);
        try
        {
            IReadOnlyList<PostgresJournal> databases = SpreadStore.DatabasesOf(journal);
            Array.ForEach(witnessed, heads => RequireSame(journal.Identity, heads, folder));
            RequireStopped(databases);
            return new(journal, Together(journal.Identity, witnessed), keys, _ => databases.SelectMany(database => database.Read(StrayRecords.Find)));
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>The heads of all shards, each from the witness of its database.</summary>
    private static WitnessedHeads Together(StoreIdentity identity, WitnessedHeads?[] witnessed)
    {
        WitnessedHeads together = new(identity.StoreId, identity.ShardCount);
        for (int place = 0; place < witnessed.Length; place++)
        {
            StoreShare share = StoreShare.Of(place, witnessed.Length, identity.ShardCount);
            for (int shard = share.First; shard < share.Below && witnessed[place] is { } heads; shard++)
            {
                together[new(shard)] = heads[new(shard)];
            }
        }

        return together;
    }

    private static void RequireSame(StoreIdentity identity, WitnessedHeads? witnessed, string folder)
    {
        if (witnessed is not null && (witnessed.StoreId != identity.StoreId || witnessed.ShardCount != identity.ShardCount))
        {
            throw new StoreRefusedException($"The witness at {folder} belongs to the store {witnessed.StoreId}, not to {identity.StoreId}.");
        }
    }

    /// <summary>A store that a silo is writing is no one state.</summary>
    private static void RequireStopped(IReadOnlyList<PostgresJournal> databases)
    {
        if (databases.Any(database => database.Read(StrayRecords.IsOpen)))
        {
            throw new StoreRefusedException("A silo has the store open: stop every silo first.");
        }
    }
}
