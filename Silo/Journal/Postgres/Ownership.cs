using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The shards that a journal has taken over, with their epochs, and how it takes them and keeps them through a change of connection. Used
/// by one thread at a time.
/// </summary>
internal sealed class Ownership(PostgresStatements statements, PostgresLimits limits)
{
    private const string Backends = """
        SELECT pg_terminate_backend(a.pid) FROM owner AS o JOIN pg_stat_activity AS a ON a.pid = o.backend AND a.backend_start = o.backend_start
        """;

    private const string EndFree = $"""
        {Backends} WHERE o.shard = ANY ($1::int[]) AND a.pid <> pg_backend_pid() AND {PostgresStatements.IsFree}
        """;

    private const string EndHeld = $"""
        {Backends} JOIN unnest($1::int[], $2::bigint[]) AS h (shard, epoch) ON h.shard = o.shard AND h.epoch = o.epoch WHERE a.pid <> pg_backend_pid()
        """;

    private readonly Dictionary<ShardId, Epoch> _held = [];

    public void Hold(IEnumerable<ShardHead> heads)
    {
        foreach (ShardHead head in heads)
        {
            _held[head.Shard] = head.Epoch;
        }
    }

    /// <summary>
    /// Takes the next epoch of shards in the open transaction, but of none that another silo has which lives. What their owners have under way
    /// is over then.
    /// </summary>
    /// <returns>The shards taken, in the order of the call.</returns>
    public IReadOnlyList<ShardId> TakeOver(WritingSession session, IReadOnlyList<ShardId> shards, string owner)
    {
        int[] numbers = [.. shards.Select(shard => shard.Value)];
        HashSet<int> taken = [];
        NpgsqlCommand On(string sql, int[] asked, params NpgsqlParameter[] more) => Sql.Of(session.Connection, sql, [Sql.Value(asked), Sql.Value(owner), .. more]);
        Seize(
            session, () => On(EndFree, numbers),
            () =>
            {
                int[] free = [.. On(statements.LockFree, numbers).Rows(row => row.GetInt32(0))];
                taken = [.. On(statements.TakeOver, free, Sql.Value(session.Number)).Rows(row => row.GetInt32(0))];
            });
        return [.. shards.Where(shard => taken.Contains(shard.Value))];
    }

    /// <summary>Moves the shards still held to a new session; what the one before had under way is over then, and nothing of it comes later.</summary>
    public void Settle(WritingSession session)
    {
        using NpgsqlTransaction transaction = session.Connection.BeginTransaction();
        int[] numbers = [.. _held.Keys.Select(shard => shard.Value)];
        long[] epochs = [.. _held.Values.Select(epoch => epoch.Value)];
        Seize(
            session, () => Sql.Of(session.Connection, EndHeld, Sql.Value(numbers), Sql.Value(epochs)),
            () => Sql.Of(session.Connection, statements.Settle, Sql.Value(numbers), Sql.Value(epochs), Sql.Value(session.Number)).Run());
        transaction.Commit();
    }

    /// <summary>
    /// Locks owner rows. An owner whose connection holds one for too long, paused in the middle of an append, is disconnected: what it had
    /// not committed is undone. Who is paused in the middle of a take-over has locks that no owner row tells of: the server undoes it by itself.
    /// </summary>
    private void Seize(WritingSession session, Func<NpgsqlCommand> end, Action seize)
    {
        Sql.Of(
            session.Connection, "SELECT set_config('lock_timeout', $1, true), set_config('idle_in_transaction_session_timeout', $2, true)",
            Sql.Value(Milliseconds(limits.LockWithin)), Sql.Value(Milliseconds(limits.StandsStillWithin))).Run();
        Sql.Of(session.Connection, "SAVEPOINT seizing").Run();
        try
        {
            seize();
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            Sql.Of(session.Connection, "ROLLBACK TO SAVEPOINT seizing").Run();
            end().Run();
            seize();
        }
    }

    private static string Milliseconds(TimeSpan time) => $"{(long)time.TotalMilliseconds}ms";
}
