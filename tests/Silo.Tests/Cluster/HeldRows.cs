using Jifen.Silo.Tests.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Tests.Cluster;

/// <summary>Rows that a transaction has locked, or changed, and keeps until this ends.</summary>
internal sealed class HeldRows : IAsyncDisposable
{
    private readonly PostgresTestedStore _store;
    private readonly NpgsqlConnection _holder;
    private readonly NpgsqlTransaction _transaction;

    private HeldRows(PostgresTestedStore store, NpgsqlConnection holder, NpgsqlTransaction transaction) =>
        (_store, _holder, _transaction) = (store, holder, transaction);

    public static async Task<HeldRows> BeginAsync(PostgresTestedStore store, string sql)
    {
        NpgsqlConnection holder = new(store.Connection + ";Pooling=false");
        await holder.OpenAsync();
        NpgsqlTransaction transaction = await holder.BeginTransactionAsync();
        await using NpgsqlCommand command = new(sql, holder, transaction);
        await command.ExecuteNonQueryAsync();
        return new(store, holder, transaction);
    }

    /// <summary>Returns when so many wait for rows.</summary>
    public async Task AreAwaitedAsync(int waiting)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (_store.Scalar<long>("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") < waiting)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public Task EndAsync() => _transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _holder.DisposeAsync();
    }
}
