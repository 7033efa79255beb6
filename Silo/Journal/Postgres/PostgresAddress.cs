using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Where the database is, and how the connections of a silo are made from it.</summary>
internal sealed class PostgresAddress(string connection, PostgresLimits limits)
{
    /// <summary>
    /// The server looks after a client that is gone every second, and ends its session with its locks. Otherwise each return of a silo that was
    /// cut off leaves sessions behind for hours, until the server takes no more.
    /// </summary>
    public const string Watched = """
        SELECT set_config('tcp_keepalives_idle', '2', false), set_config('tcp_keepalives_interval', '1', false), set_config('tcp_keepalives_count', '3', false)
        """;

    private const int AutomaticallyPrepared = 40;

    /// <summary>Server and database, without user and password.</summary>
    public string Name { get; } = NameOf(connection);

    public PostgresLimits Limits => limits;

    /// <summary>
    /// A connection of its own that really ends when it is closed, with what its session holds: a pooled one keeps an advisory lock
    /// until it is used again.
    /// </summary>
    /// <exception cref="NpgsqlException">The database cannot be reached.</exception>
    public NpgsqlConnection OpenAlone()
    {
        NpgsqlConnection alone = Alone();
        try
        {
            alone.Open();
            Sql.Of(alone, Watched).Run();
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>A connection of its own that is not opened yet, nor <see cref="Watched"/>.</summary>
    /// <remarks>Its source is not disposed: without a pool it holds nothing.</remarks>
    public NpgsqlConnection Alone() => Builder(pooled: false).Build().CreateConnection();

    public NpgsqlDataSource OpenPool()
    {
        NpgsqlDataSourceBuilder builder = Builder(pooled: true);
        builder.UsePhysicalConnectionInitializer(
            static opened => Sql.Of(opened, Watched).Run(),
            static async opened =>
            {
                using NpgsqlCommand watched = Sql.Of(opened, Watched);
                await watched.ExecuteNonQueryAsync().ConfigureAwait(false);
            });
        return builder.Build();
    }

    /// <remarks>
    /// Only types of PostgreSQL itself are used. Reading those of the database as well would be the slowest statement of a silo's start.
    /// </remarks>
    private NpgsqlDataSourceBuilder Builder(bool pooled)
    {
        NpgsqlDataSourceBuilder builder = new(Settings(pooled).ConnectionString);
        builder.ConfigureTypeLoading(static types => types.EnableTypeLoading(false));
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
