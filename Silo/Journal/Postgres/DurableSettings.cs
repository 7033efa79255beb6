using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// What the database must be set to for a commit to be durable. Looked at in the very session that writes, since a role or a database can
/// have settings of its own.
/// </summary>
internal static class DurableSettings
{
    private static readonly (string Setting, string[] Allowed, string Why)[] Required =
    [
        ("fsync", ["on"], "a crash of the machine may damage the store beyond repair"),
        ("full_page_writes", ["on"], "a page that was half written when the machine crashed cannot be repaired"),
        ("synchronous_commit", ["on", "remote_apply"], "a crash or a failover loses commits that were answered"),
    ];

    /// <exception cref="StoreRefusedException">A setting weakens durability, or a table is not logged.</exception>
    /// <exception cref="StoreUnreachableException">The server is a standby, which may become the primary.</exception>
    public static void Require(NpgsqlConnection connection, string store)
    {
        foreach ((string setting, string[] allowed, string why) in Required)
        {
            string value = Scalar(connection, "SELECT current_setting($1)", Sql.Value(setting));
            if (!allowed.Contains(value))
            {
                throw new StoreRefusedException(
                    $"The store {store} must run with {setting} = {string.Join(" or ", allowed)}, but it is {value}: {why}.");
            }
        }

        RequirePrimary(connection, store);
        RequireEncoding(connection, store);
        RequireLogged(connection, store);
    }

    private static void RequireEncoding(NpgsqlConnection connection, string store)
    {
        string encoding = Scalar(connection, "SELECT current_setting('server_encoding')");
        if (encoding != "UTF8")
        {
            throw new StoreRefusedException($"The database {store} must have the encoding UTF8, but it has {encoding}.");
        }
    }

    private static void RequirePrimary(NpgsqlConnection connection, string store)
    {
        if (Scalar(connection, "SELECT current_setting('transaction_read_only')") != "off")
        {
            throw new StoreUnreachableException($"The store {store} takes no writes now: transaction_read_only is on, or the server is a standby.");
        }
    }

    private static void RequireLogged(NpgsqlConnection connection, string store)
    {
        string table = Scalar(connection, "SELECT min(relname) FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u' AND relnamespace = current_schema()::regnamespace");
        if (table.Length > 0)
        {
            throw new StoreRefusedException($"The table {table} of the store {store} is UNLOGGED: a crash of the server empties it.");
        }
    }

    private static string Scalar(NpgsqlConnection connection, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        using NpgsqlCommand command = Sql.Of(connection, sql, parameters);
        return command.ExecuteScalar() as string ?? "";
    }
}
