using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Where the database is, and how the connections of a silo are made from it.</summary>
internal sealed class PostgresAddress(string connection, PostgresLimits limits)
{
    /// <summary>
    /// The server looks after a client that is gone every second, and ends its session with its locks. Otherwise each return of a silo that was
    /// cut off leaves sessions behind for hours, until the server takes no more. All that is read is found by a key, so a statement is planned
    /// once, whatever its values: planning where the shards stand took six times as long as reading it, at every read.
    /// </summary>
    private const string Settled = """
        SELECT set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '3', false),
            set_config('plan_cache_mode', 'force_generic_plan', false), set_config('jit', 'off', false)
        """;

    private const int AutomaticallyPrepared = 40;

    /// <summary>Server and database, without user and password.</summary>
    public string Name { get; } = NameOf(connection);

    public PostgresLimits Limits => limits;

    /// <summary>
    /// A connection of its own that really ends when it is closed, with what its session holds: a pooled one keeps an advisory lock
    /// until it is used again.
    /// </summary>
    /// <remarks>
    /// Its source ends when it is open: Npgsql keeps a list of all sources that were not disposed, and a silo whose store is away makes new ones
    /// all the time.
    /// </remarks>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public NpgsqlConnection OpenAlone()
    {
        using NpgsqlDataSource once = Builder(pooled: false).Build();
        return once.OpenConnection();
    }

    /// <inheritdoc cref="OpenAlone"/>
    public async Task<NpgsqlConnection> OpenAloneAsync(CancellationToken cancellation)
    {
        using NpgsqlDataSource once = Builder(pooled: false).Build();
        return await once.OpenConnectionAsync(cancellation).ConfigureAwait(false);
    }

    public NpgsqlDataSource OpenPool() => Builder(pooled: true).Build();

    /// <remarks>
    /// Only types of PostgreSQL itself are used. Reading those of the database as well would be the slowest statement of a silo's start.
    /// </remarks>
    private NpgsqlDataSourceBuilder Builder(bool pooled)
    {
        NpgsqlDataSourceBuilder builder = new(Settings(pooled).ConnectionString);
        builder.ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
        builder.UsePhysicalConnectionInitializer(
            static opened => Sql.Of(opened, Settled).Run(),
            static async opened =>
            {
                using NpgsqlCommand settled = Sql.Of(opened, Settled);
                await settled.ExecuteNonQueryAsync().ConfigureAwait(false);
            });
        return builder;
    }

    /// <remarks>
    /// A statement that takes too long is not cancelled but left: cancelling a commit that waits for a standby would make it succeed
    /// without the standby. A pooled connection stays as it was made: nobody sets anything in it beyond a transaction.
    /// </remarks>
    private NpgsqlConnectionStringBuilder Settings(bool pooled) => new(connection)
    {
        ApplicationName = "jifen",
        Pooling = pooled,
        MinPoolSize = 0,
        MaxPoolSize = limits.Readers,
        NoResetOnClose = pooled,
        CommandTimeout = Math.Max(1, (int)limits.StatementWithin.TotalSeconds),
        CancellationTimeout = -1,
        MaxAutoPrepare = AutomaticallyPrepared,
        AutoPrepareMinUsages = 2,
        Enlist = false,
    };

    private static string NameOf(string connection)
    {
        NpgsqlConnectionStringBuilder given = new(connection);
        return $"{given.Host}:{given.Port}/{given.Database}";
    }
}
