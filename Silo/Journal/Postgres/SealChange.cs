using Jifen.Silo.Security;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Seals the documents that silos share anew, under another secret of the cluster. All at once, or none.</summary>
public static class SealChange
{
    /// <summary>A silo that was heard of within this counts as running; others declare it dead much sooner.</summary>
    private const string RunningSilos = "SELECT name FROM silo WHERE gone IS NULL AND heartbeat > clock_timestamp() - interval '10 seconds' ORDER BY name";

    /// <summary>Opens every document with the one secret and seals it with the other. All silos of the store are stopped.</summary>
    /// <returns>Names of the documents.</returns>
    /// <exception cref="SecretKeysRefusedException">A document is not sealed with <paramref name="from"/>; nothing was changed.</exception>
    /// <exception cref="StoreRefusedException">A silo runs; nothing was changed.</exception>
    /// <exception cref="StoreUnreachableException">The database was not reached; which secret the documents are sealed with is known by opening one.</exception>
    public static IReadOnlyList<string> Run(string connection, ClusterSecret from, ClusterSecret to)
    {
        PostgresAddress address = new(connection, PostgresLimits.Default);
        PostgresStore.Prepare(connection);
        try
        {
            using NpgsqlConnection alone = address.OpenAlone();
            return Run(alone, address.Name, from, to);
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault))
        {
            throw new StoreUnreachableException($"The documents of the store {address.Name} cannot be reached: {fault.Message}", fault);
        }
    }

    /// <remarks>A silo that starts meanwhile waits for the table, and then cannot open what it finds with the old secret.</remarks>
    private static List<string> Run(NpgsqlConnection alone, string store, ClusterSecret from, ClusterSecret to)
    {
        using NpgsqlTransaction transaction = alone.BeginTransaction();
        Sql.Of(alone, "SET LOCAL lock_timeout = '10s'").Run();
        Sql.Of(alone, "LOCK TABLE shared_document IN ACCESS EXCLUSIVE MODE").Run();
        if (Sql.Of(alone, RunningSilos).Rows(row => row.GetString(0)) is { Count: > 0 } running)
        {
            throw new StoreRefusedException($"The secret cannot change while silos run: {string.Join(", ", running)}. Stop them first; one that was killed counts for ten seconds.");
        }

        List<(string Name, byte[] Sealed)> documents = Sql.Of(alone, "SELECT name, sealed FROM shared_document ORDER BY name")
            .Rows(row => (row.GetString(0), row.GetFieldValue<byte[]>(1)));
        foreach ((string name, byte[] made) in documents)
        {
            byte[] anew = to.Seal(name, from.Open(name, made, $"{name} in {store}"));
            Sql.Of(alone, "UPDATE shared_document SET sealed = $2 WHERE name = $1", Sql.Value(name), Sql.Value(anew)).Run();
        }

        transaction.Commit();
        return [.. documents.Select(document => document.Name)];
    }
}
