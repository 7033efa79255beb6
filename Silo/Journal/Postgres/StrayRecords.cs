using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Looks at the store as a whole.</summary>
internal static class StrayRecords
{
    /// <summary>Names shards whose number of rows is not that of their records, and rows of shards that do not exist.</summary>
    public static List<string> Find(NpgsqlConnection connection) => Sql.Of(connection, """
        SELECT coalesce(j.shard, h.shard), coalesce(j.rows, 0), coalesce(h.sequence, 0) - coalesce(a.rows, 0)
        FROM (SELECT shard, count(*) AS rows FROM journal GROUP BY shard) AS j
        FULL JOIN head AS h ON h.shard = j.shard
        LEFT JOIN (SELECT shard, sum(last - first + 1)::bigint AS rows FROM archived GROUP BY shard) AS a ON a.shard = h.shard
        WHERE coalesce(j.rows, 0) <> coalesce(h.sequence, 0) - coalesce(a.rows, 0)
        ORDER BY 1
        """).Rows(row => $"The journal holds {row.GetInt64(1)} rows of shard {row.GetInt32(0)}, which has {row.GetInt64(2)} records there.");

    /// <summary>Whether the connection of an owner is alive.</summary>
    public static bool IsOpen(NpgsqlConnection connection) => Sql.Of(
        connection, "SELECT count(*) > 0 FROM owner AS o JOIN pg_stat_activity AS a ON a.pid = o.backend AND a.backend_start = o.backend_start")
        .Rows(row => row.GetBoolean(0)).Single();
}
