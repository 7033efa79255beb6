using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The shards that a journal has taken over, with their epochs, and how it takes them and keeps them through a change of connection. Used
/// by one thread at a time.
/// </summary>
internal sealed class Ownership(PostgresStatements statements, PostgresLimits limits)
{
    private const string EndBackends = """
        SELECT pg_terminate_backend(a.pid) FROM owner AS o JOIN pg_stat_activity AS a ON a.pid = o.backend AND a.backend_start = o.backend_start
        WHERE o.shard = ANY ($1::int[]) AND a.pid <> pg_backend_pid()
        """;

    private readonly Dictionary<ShardId, Epoch> _held = [];

    public void Hold(IEnumerable<ShardHead> heads)
    {
        foreach (ShardHead head in heads)
        {
            _held[head.Shard] = head.Epoch;
        }
    }

    /// <summary>Takes the next epoch of shards in the open transaction; what their owners have under way is over then.</summary>
    public void TakeOver(WritingSession session, IReadOnlyList<ShardId> shards, string owner) => Seize(
        session, [.. shards.Select(shard => shard.Value)],
        numbers => Sql.Of(session.Connection, statements.TakeOver, Sql.Value(numbers), Sql.Value(owner), Sql.Value(session.Number)));

    /// <summary>Moves the shards still held to a new session; what the one before had under way is over then, and nothing of it comes later.</summary>
    public void Settle(WritingSession session)
    {
        using NpgsqlTransaction transaction = session.Connection.BeginTransaction();
        long[] epochs = [.. _held.Values.Select(epoch => epoch.Value)];
        Seize(
            session, [.. _held.Keys.Select(shard => shard.Value)],
            numbers => Sql.Of(session.Connection, statements.Settle, Sql.Value(numbers), Sql.Value(epochs), Sql.Value(session.Number)));
        transaction.Commit();
    }

    /// <summary>
    /// Locks owner rows. An owner whose connection holds one for too long, paused in the middle of an append, is disconnected: what it had
    /// not committed is undone.
    /// </summary>
    private void Seize(WritingSession session, int[] shards, Func<int[], NpgsqlCommand> statement)
    {
        Sql.Of(session.Connection, "SELECT set_config('lock_timeout', $1, true)", Sql.Value($"{(long)limits.LockWithin.TotalMilliseconds}ms")).Run();
        Sql.Of(session.Connection, "SAVEPOINT seizing").Run();
        try
        {
            statement(shards).Run();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            Sql.Of(session.Connection, "ROLLBACK TO SAVEPOINT seizing").Run();
            Sql.Of(session.Connection, EndBackends, Sql.Value(shards)).Run();
            statement(shards).Run();
        }
    }
}
