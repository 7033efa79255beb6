namespace Jifen.Silo.Cluster.Postgres;

/// <summary>
/// What the silos of a store say to it. Tests put others in the place of those that judge, to see that each condition is needed; the ones
/// that a silo runs are <see cref="Sound"/>. $1 is the silo that calls.
/// </summary>
/// <remarks>
/// A beat is a transaction of these statements, each with a snapshot of its own. It waits at most for its own row, with nothing locked yet,
/// so that no two beats wait for each other in a circle.
/// </remarks>
internal sealed record ClusterStatements
{
    public const string LockHome = "SELECT pg_advisory_xact_lock(hashtextextended('jifen home ' || $1, 0))";

    /// <summary>$2 home. Whoever has the lock of the folder now is the only one there.</summary>
    public const string EndAtHome = """
        UPDATE silo SET standing = 'dead', gone = clock_timestamp() WHERE home = $2 AND id <> $1 AND gone IS NULL
        """;

    /// <summary>$2 name, $3 address, $4 home. An id that is there stays as it is: a call that is made again enters nobody anew.</summary>
    public const string Enter = """
        INSERT INTO silo (id, name, address, home, standing, joined, heartbeat, fresh_since)
        SELECT $1, $2, $3, $4, 'live', at, at, at FROM clock_timestamp() AS at ON CONFLICT (id) DO NOTHING
        """;

    /// <remarks>Read before the silos, so that every owner which lives is among those.</remarks>
    public const string Owners = "SELECT shard, epoch, owner FROM owner ORDER BY shard";

    /// <summary>$1 how long those that are gone are shown.</summary>
    public const string Silos = """
        SELECT id, name, address, standing, joined, clock_timestamp() - heartbeat, CASE WHEN gone IS NULL THEN status::text END FROM silo
        WHERE gone IS NULL OR gone > clock_timestamp() - $1 ORDER BY id
        """;

    /// <summary>$1 how long those that are gone are kept.</summary>
    public const string Forget = """
        DELETE FROM silo WHERE id IN (SELECT id FROM silo WHERE gone < clock_timestamp() - $1 FOR UPDATE SKIP LOCKED)
        """;

    public const string BeginLeaving = "UPDATE silo SET standing = 'leaving' WHERE id = $1 AND standing = 'live'";

    public const string Leave = "UPDATE silo SET standing = 'left', gone = clock_timestamp() WHERE id = $1 AND gone IS NULL";

    /// <summary>$1 silos that another database of the store has declared dead, or that left there.</summary>
    public const string DeclareGone = "UPDATE silo SET standing = 'dead', gone = clock_timestamp() WHERE id = ANY ($1::text[]) AND gone IS NULL";

    public static ClusterStatements Sound { get; } = new();

    /// <summary>
    /// $2 the gap, $3 the silo's status, empty where it says nothing. A silo that is gone is not heard of any more. A heartbeat far ahead of the clock is a gap too: the clock went back.
    /// </summary>
    public string Hear { get; init; } = """
        UPDATE silo SET heartbeat = clock_timestamp(), fresh_since = CASE
            WHEN heartbeat BETWEEN clock_timestamp() - $2 AND clock_timestamp() + $2 THEN fresh_since ELSE clock_timestamp() END,
            status = coalesce(nullif($3, '')::jsonb, status)
        WHERE id = $1 AND gone IS NULL
        """;

    /// <summary>
    /// $2 the silence that is death. Rows are judged again once they are locked, so that a silo either was heard of in time or is dead. One
    /// that somebody else has locked is being heard of, or declared dead, at this moment.
    /// </summary>
    public string Declare { get; init; } = """
        WITH silent AS MATERIALIZED (
            SELECT id FROM silo
            WHERE gone IS NULL AND id <> $1 AND heartbeat NOT BETWEEN clock_timestamp() - $2 AND clock_timestamp() + $2
                AND EXISTS (SELECT FROM silo WHERE id = $1 AND gone IS NULL AND fresh_since <= clock_timestamp() - $2)
            FOR UPDATE SKIP LOCKED
        )
        UPDATE silo AS s SET standing = 'dead', gone = clock_timestamp() FROM silent WHERE s.id = silent.id
        """;

    /// <summary>$2 shards, $3 epochs.</summary>
    public string Release { get; init; } = """
        WITH released AS MATERIALIZED (
            SELECT o.shard FROM unnest($2::int[], $3::bigint[]) AS a (shard, epoch) JOIN owner AS o ON o.shard = a.shard AND o.epoch = a.epoch
            WHERE o.owner = $1 ORDER BY o.shard FOR UPDATE OF o
        )
        UPDATE owner AS o SET owner = '' FROM released WHERE o.shard = released.shard
        """;
}
