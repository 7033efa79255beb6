using Npgsql;

namespace Jifen.Silo.Tests.Journal.Postgres;

/// <summary>Appends wait inside the database, after they were judged and before they commit, until this ends.</summary>
internal sealed class HeldAppends : IAsyncDisposable
{
    private readonly PostgresTestedStore _store;
    private readonly NpgsqlConnection _holder;

    private HeldAppends(PostgresTestedStore store, NpgsqlConnection holder) => (_store, _holder) = (store, holder);

    public static async Task<HeldAppends> BeginAsync(PostgresTestedStore store)
    {
        store.Execute("""
            CREATE TABLE passing (shard integer);
            CREATE FUNCTION wait_here() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF NOT EXISTS (SELECT FROM passing WHERE shard = new.shard) THEN
                    PERFORM pg_advisory_xact_lock_shared(4711);
                END IF;
                RETURN NULL;
            END $$;
            CREATE TRIGGER wait_here AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION wait_here();
            """);
        NpgsqlConnection holder = new(store.Connection + ";Pooling=false");
        await holder.OpenAsync();
        await using NpgsqlCommand hold = new("SELECT pg_advisory_lock(4711)", holder);
        await hold.ExecuteNonQueryAsync();
        return new(store, holder);
    }

    /// <summary>Appends of this shard wait no more.</summary>
    public void LetPass(ShardId shard) => _store.Execute($"INSERT INTO passing VALUES ({shard})");

    /// <summary>Waits until an append is held.</summary>
    public Task SomebodyIsHeldAsync() => UntilAsync("SELECT count(*) > 0 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted");

    /// <summary>Waits until a statement waits for a row that another holds.</summary>
    public Task SomebodyWaitsForOwnersAsync() =>
        UntilAsync("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event = 'transactionid' AND datname = current_database()");

    /// <summary>Waits until no append is running.</summary>
    public Task NothingIsUnderWayAsync() =>
        UntilAsync("SELECT count(*) = 0 FROM pg_locks WHERE relation = 'head'::regclass AND mode = 'RowExclusiveLock'");

    public async Task EndAsync()
    {
        await using NpgsqlCommand release = new("SELECT pg_advisory_unlock_all()", _holder);
        await release.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();

    private async Task UntilAsync(string question)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (!_store.Scalar<bool>(question))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
