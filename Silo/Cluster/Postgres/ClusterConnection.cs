using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// The connection of a silo to the store for what concerns the cluster: nothing that the journal does delays it. After a fault it is given
/// up, and the next call makes another. Used by one thread at a time.
/// </summary>
internal sealed class ClusterConnection(PostgresAddress address) : IDisposable
{
    /// <remarks>Where the server can (from PostgreSQL 17 on), it ends a client that stopped in the middle of a request, with its locks.</remarks>
    private const string Settings = """
        SELECT set_config('default_transaction_isolation', 'read committed', false),
            CASE WHEN current_setting('server_version_num')::int >= 170000 THEN set_config('transaction_timeout', $1, false) END
        """;

    private NpgsqlConnection? _connection;
    private bool _disposed;

    /// <exception cref="StoreUnreachableException">The store did not answer in time, or refused. What was asked may still come to pass.</exception>
    public T Call<T>(Func<NpgsqlConnection, T> call)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try
        {
            return call(_connection ??= Open());
        }
        catch (Exception fault) when (PostgresFault.IsFault(fault))
        {
            GiveUp();
            throw new StoreUnreachableException($"The store {address.Name} was not reached: {fault.Message}", fault);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        GiveUp();
    }

    private NpgsqlConnection Open()
    {
        NpgsqlConnection opened = address.OpenAlone();
        try
        {
            Sql.Of(opened, Settings, Sql.Value($"{(long)address.Limits.StatementWithin.TotalMilliseconds}ms")).Run();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    private void GiveUp()
    {
        NpgsqlConnection? connection = _connection;
        _connection = null;
        connection?.Dispose();
    }
}
