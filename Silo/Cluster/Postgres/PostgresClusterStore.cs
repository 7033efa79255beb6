using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Postgres;
using Npgsql;

namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// The silos of a store in PostgreSQL, by rows beside its journal. All instants are of the database's clock. It has connections of its own,
/// which <see cref="PostgresStore"/> must have brought to the newest tables before.
/// </summary>
/// <remarks>
/// A call that failed may still have been done, or be done a little later: the next <see cref="Beat"/> tells. Each may be made again.
/// </remarks>
public sealed class PostgresClusterStore : IClusterStore
{
    private const int BeatsBetweenForgetting = 1_000;

    private readonly MembershipLimits _limits;
    private readonly ClusterStatements _statements;
    private readonly ClusterConnection _connection;
    private readonly ClusterNews _news;
    private int _beats;

    public PostgresClusterStore(string connection, TimeProvider clock, MembershipLimits? limits = null)
        : this(connection, clock, limits ?? MembershipLimits.Default, ClusterStatements.Sound)
    {
    }

    internal PostgresClusterStore(string connection, TimeProvider clock, MembershipLimits limits, ClusterStatements statements)
    {
        (_limits, _statements) = (limits, statements);
        PostgresAddress address = Address(connection, limits);
        Name = address.Name;
        _connection = new(address);
        _news = new(address, clock);
    }

    /// <summary>Server and database, without user and password.</summary>
    internal string Name { get; }

    public void Join(SiloId self, string name, string address, string home) => Tell(
        (ClusterStatements.LockHome, [Sql.Value(home)]),
        (ClusterStatements.EndAtHome, [Self(self), Sql.Value(home)]),
        (ClusterStatements.Enter, [Self(self), Sql.Value(name), Sql.Value(address), Sql.Value(home)]));

    public ClusterView? Beat(SiloId self, SiloStatus? status = null) => _connection.Call(connection =>
    {
        using NpgsqlBatch batch = new(connection);
        batch.Add(_statements.Hear, Self(self), Sql.Value(_limits.GapAfter), Sql.Value(status?.ToJson() ?? ""));
        batch.Add(_statements.Declare, Self(self), Sql.Value(_limits.DeadAfter));
        batch.Add(ClusterStatements.Owners);
        batch.Add(ClusterStatements.Silos, Sql.Value(_limits.ShownFor));
        if (_beats++ % BeatsBetweenForgetting == 0)
        {
            batch.Add(ClusterStatements.Forget, Sql.Value(_limits.KeptFor));
        }

        ClusterView view = ClusterRows.Read(batch);
        return view.Find(self) is { Standing: SiloStanding.Live or SiloStanding.Leaving } ? view : null;
    });

    public void BeginLeaving(SiloId self) => Tell((ClusterStatements.BeginLeaving, [Self(self)]));

    public void Release(SiloId self, IReadOnlyList<(ShardId Shard, Epoch Epoch)> shards) => Tell(
        (_statements.Release,
        [
            Self(self), Sql.Value(shards.Select(held => held.Shard.Value).ToArray()), Sql.Value(shards.Select(held => held.Epoch.Value).ToArray()),
        ]));

    public void Leave(SiloId self) => Tell((ClusterStatements.Leave, [Self(self)]));

    /// <summary>These are gone in another database of the store; nothing changes for one that is gone here too.</summary>
    /// <exception cref="StoreUnreachableException">The store was not reached.</exception>
    internal void Declare(IReadOnlyList<SiloId> gone) =>
        Tell((ClusterStatements.DeclareGone, [Sql.Value(gone.Select(silo => silo.ToString()).ToArray())]));

    /// <summary>
    /// Returns when a silo came or went or a shard changed hands since the last call, or when the time is over; perhaps also for nothing. Made
    /// by one caller at a time, beside the other calls. It never fails for the store: while that is away, the time is waited out.
    /// </summary>
    /// <exception cref="OperationCanceledException">It was to end.</exception>
    public Task WaitForNewsAsync(TimeSpan atMost, CancellationToken cancel) => _news.WaitAsync(atMost, cancel);

    public void Dispose()
    {
        _connection.Dispose();
        _news.Dispose();
    }

    private static NpgsqlParameter Self(SiloId self) => Sql.Value(self.ToString());

    private void Tell(params (string Sql, NpgsqlParameter[] Parameters)[] statements) => _connection.Call(connection =>
    {
        using NpgsqlBatch batch = new(connection);
        foreach ((string sql, NpgsqlParameter[] parameters) in statements)
        {
            batch.Add(sql, parameters);
        }

        return batch.ExecuteNonQuery();
    });

    private static PostgresAddress Address(string connection, MembershipLimits limits)
    {
        NpgsqlConnectionStringBuilder prompt = new(connection)
        {
            Timeout = Math.Max(1, (int)limits.AnswerWithin.TotalSeconds),
            TcpKeepAlive = true,
            TcpKeepAliveTime = 2,
            TcpKeepAliveInterval = 1,
        };
        return new(prompt.ConnectionString, PostgresLimits.Default with { StatementWithin = limits.AnswerWithin });
    }
}
