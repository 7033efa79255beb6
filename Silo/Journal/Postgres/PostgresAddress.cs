using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Where the database is, and how the connections of a silo are made from it.</summary>
internal sealed class PostgresAddress(string connection, PostgresLimits limits)
{
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
            return alone;
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    /// <summary>A connection of its own that is not opened yet.</summary>
    public NpgsqlConnection Alone() => new(Settings(pooled: false).ConnectionString);

    public NpgsqlDataSource OpenPool() => NpgsqlDataSource.Create(Settings(pooled: true));

    /// <remarks>
    /// A statement that takes too long is not cancelled but left: cancelling a commit that waits for a standby would make it succeed
    /// without the standby.
    /// </remarks>
    private NpgsqlConnectionStringBuilder Settings(bool pooled) => new(connection)
    {
        ApplicationName = "jifen",
        Pooling = pooled,
        MinPoolSize = 0,
        MaxPoolSize = limits.Readers,
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
