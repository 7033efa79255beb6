using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads and writes what a database says of the store in it.</summary>
internal static class StoreRows
{
    /// <remarks>Through JSON, so that tables of a version before the columns are read too: there a store is whole in one database.</remarks>
    private const string Row = """
        SELECT s.format, s.shards, s.programme, s.pepper, s.id, coalesce((r->>'place')::int, 0), coalesce((r->>'databases')::int, 1),
            coalesce((r->>'first_shard')::int, 0), coalesce((r->>'below_shard')::int, s.shards), coalesce((r->>'database_id')::uuid, s.id),
            coalesce((r->>'complete')::boolean, true)
        FROM store AS s CROSS JOIN LATERAL to_jsonb(s) AS r
        """;

    /// <summary>Null where there is no store in the database.</summary>
    public static StoreRow? Find(NpgsqlConnection alone) =>
        Sql.Of(alone, "SELECT to_regclass('store') IS NOT NULL").Rows(row => row.GetBoolean(0)).Single() ? Sql.Of(alone, Row).Rows(Read).SingleOrDefault() : null;

    /// <summary>Writes an empty store, or the empty share of one. The connection still holds the lock of the migration.</summary>
    public static StoreRow Create(NpgsqlConnection alone, StoreIdentity identity, StoreShare share)
    {
        bool complete = share.Databases == 1 || share.Place > 0;
        using NpgsqlTransaction transaction = alone.BeginTransaction();
        Sql.Of(
            alone, """
            INSERT INTO store (one, format, shards, programme, pepper, id, place, databases, first_shard, below_shard, complete)
            VALUES (true, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            Sql.Value(identity.Format), Sql.Value(identity.ShardCount), Sql.Value(identity.Programme), Sql.Value(identity.PepperCheck), Sql.Value(identity.StoreId),
            Sql.Value(share.Place), Sql.Value(share.Databases), Sql.Value(share.First), Sql.Value(share.Below), Sql.Value(complete)).Run();
        Sql.Of(alone, """
            WITH shards AS (SELECT generate_series($1, $2 - 1) AS shard, decode(repeat('00', 32), 'hex') AS nothing),
            owners AS (INSERT INTO owner (shard, epoch, owner, session, backend, backend_start) SELECT shard, 0, '', 0, 0, 'epoch' FROM shards),
            heads AS (INSERT INTO head (shard, sequence, stamp, append, hash) SELECT shard, 0, 0, 0, nothing FROM shards)
            INSERT INTO checkpoint (shard, floor, floor_hash) SELECT shard, 0, nothing FROM shards
            """, Sql.Value(share.First), Sql.Value(share.Below)).Run();
        transaction.Commit();
        return Find(alone)!;
    }

    /// <summary>Notes in the first database that all the others were made.</summary>
    public static void Complete(NpgsqlConnection alone) => Sql.Of(alone, "UPDATE store SET complete = true WHERE NOT complete").Run();

    private static StoreRow Read(NpgsqlDataReader row) => new(
        new(row.GetInt32(0), row.GetInt32(1), row.GetString(2), row.GetString(3), row.GetGuid(4)),
        new(row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8)), row.GetGuid(9), row.GetBoolean(10));
}
