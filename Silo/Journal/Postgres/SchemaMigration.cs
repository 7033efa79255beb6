using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// Brings the tables to the newest version, forward only. One silo does it at a time, under an advisory lock of a connection of its own,
/// which ends with that connection; the others wait and find nothing left to do.
/// </summary>
internal static class SchemaMigration
{
    private const long LockKey = 0x6a66_7363_6865_6d61;

    /// <param name="alone">An unpooled connection; its end gives the lock back.</param>
    /// <exception cref="StoreRefusedException">The tables are newer than this binary, or were made by another text.</exception>
    public static void Run(NpgsqlConnection alone, string store, IReadOnlyList<Migration> known)
    {
        using NpgsqlCommand wait = Sql.Of(alone, "SELECT pg_advisory_lock($1)", Sql.Value(LockKey));
        wait.CommandTimeout = 0;
        wait.ExecuteNonQuery();
        Sql.Of(alone, "CREATE TABLE IF NOT EXISTS schema_version (version integer PRIMARY KEY, hash bytea NOT NULL, at timestamptz NOT NULL)").Run();
        List<(int Version, byte[] Hash)> made = Sql.Of(alone, "SELECT version, hash FROM schema_version ORDER BY version")
            .Rows(row => (row.GetInt32(0), row.GetFieldValue<byte[]>(1)));
        RequireKnown(made, known, store);
        foreach (Migration step in known.Skip(made.Count))
        {
            Apply(alone, step);
        }
    }

    private static void Apply(NpgsqlConnection alone, Migration step)
    {
        using NpgsqlTransaction transaction = alone.BeginTransaction();
#pragma warning disable CA2100 // the text is a file of this binary
        Sql.Of(alone, step.Sql).Run();
#pragma warning restore CA2100
        Sql.Of(alone, "INSERT INTO schema_version (version, hash, at) VALUES ($1, $2, now())", Sql.Value(step.Version), Sql.Value(step.Hash)).Run();
        transaction.Commit();
    }

    private static void RequireKnown(List<(int Version, byte[] Hash)> made, IReadOnlyList<Migration> known, string store)
    {
        if (made.Count > known.Count)
        {
            throw new StoreRefusedException(
                $"The tables of the store {store} are of version {made[^1].Version}; this binary knows version {known[^1].Version} and does not go back.");
        }

        foreach (((int version, byte[] hash), Migration step) in made.Zip(known))
        {
            if (version != step.Version || !hash.AsSpan().SequenceEqual(step.Hash))
            {
                throw new StoreRefusedException($"Version {version} of the tables of the store {store} was made by another text than that of this binary.");
            }
        }
    }
}
