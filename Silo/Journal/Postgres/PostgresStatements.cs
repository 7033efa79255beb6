namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// The statements that fence. Tests put others in their place to see that each condition is needed; the ones that a silo runs are
/// <see cref="Sound"/>.
/// </summary>
internal sealed record PostgresStatements
{
    /// <summary>
    /// Whether an owner <c>o</c> may be replaced by $2: no other silo has it that lives or leaves, and $2 is no silo that is gone.
    /// </summary>
    public const string IsFree = """
        NOT EXISTS (SELECT FROM silo AS s WHERE s.id = o.owner AND s.id <> $2 AND s.gone IS NULL)
            AND NOT EXISTS (SELECT FROM silo AS s WHERE s.id = $2 AND s.gone IS NOT NULL)
        """;

    public static PostgresStatements Sound { get; } = new();

    /// <summary>
    /// One wave of an append: locks the control row and then the owner rows of the shards until the commit, checks generation, epoch,
    /// session and head, and writes the records of those that pass. The control row comes first everywhere, and shards come in order,
    /// so that no two appends and take-overs wait for each other in a circle.
    /// </summary>
    /// <remarks>
    /// $1 session, $2 mark of the wave, $3 to $11 the chains, $12 to $23 the records with the place of their chain. One row comes back
    /// for each chain, in order.
    /// </remarks>
    public string Append { get; init; } = """
        WITH asked AS MATERIALIZED (
            SELECT * FROM unnest($3::int[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bytea[], $9::bigint[], $10::bytea[], $11::bigint[])
                WITH ORDINALITY AS a (shard, epoch, generation, raised, before, previous, last, last_hash, last_stamp, place)
        ),
        standing AS MATERIALIZED (
            SELECT generation, paused FROM control FOR SHARE
        ),
        owned AS MATERIALIZED (
            SELECT o.shard FROM asked AS a JOIN owner AS o ON o.shard = a.shard
            WHERE EXISTS (SELECT FROM standing) AND o.epoch = a.epoch AND o.session = $1
            ORDER BY o.shard FOR SHARE OF o
        ),
        moved AS (
            UPDATE head AS h SET sequence = coalesce(a.last, h.sequence), hash = a.last_hash, stamp = coalesce(a.last_stamp, h.stamp), append = $2
            FROM asked AS a JOIN owned AS o ON o.shard = a.shard CROSS JOIN standing AS s
            WHERE h.shard = a.shard AND h.sequence = coalesce(a.before, h.sequence) AND h.hash = a.previous
                AND s.generation <= a.generation AND (a.raised IS NULL OR a.raised > s.generation)
            RETURNING h.shard
        ),
        verdict AS MATERIALIZED (
            SELECT array_agg(m.shard IS NOT NULL ORDER BY a.place) AS accepted FROM asked AS a LEFT JOIN moved AS m ON m.shard = a.shard
        ),
        written AS (
            INSERT INTO journal (shard, sequence, epoch, stamp, catalogue, control, rules, member, key, previous, hash, input_hash, body)
            SELECT a.shard, r.sequence, a.epoch, r.stamp, r.catalogue, r.control, r.rules, r.member, r.key, r.previous, r.hash, r.input_hash, r.body
            FROM unnest($12::int[], $13::bigint[], $14::bigint[], $15::bigint[], $16::bigint[], $17::int[], $18::uuid[], $19::uuid[], $20::bytea[], $21::bytea[], $22::bytea[], $23::text[])
                AS r (place, sequence, stamp, catalogue, control, rules, member, key, previous, hash, input_hash, body)
            JOIN asked AS a ON a.place = r.place
            WHERE (SELECT accepted FROM verdict)[r.place]
        )
        SELECT o.shard IS NOT NULL, s.generation > a.generation OR coalesce(a.raised <= s.generation, false), v.accepted[a.place::int], s.generation, s.paused
        FROM asked AS a CROSS JOIN standing AS s CROSS JOIN verdict AS v LEFT JOIN owned AS o ON o.shard = a.shard
        ORDER BY a.place
        """;

    /// <summary>Locks the owner rows that may be taken, and returns their shards. $1 shards, $2 owner.</summary>
    public string LockFree { get; init; } = $"SELECT o.shard FROM owner AS o WHERE o.shard = ANY ($1::int[]) AND {IsFree} ORDER BY o.shard FOR UPDATE OF o";

    /// <summary>Takes the next epoch of shards for a session. $1 shards, $2 owner, $3 session. Returns those taken.</summary>
    /// <remarks>
    /// It judges again what <see cref="LockFree"/> has locked, with a newer snapshot: that one may have waited for another who took the same
    /// shard, and when it goes on it sees the new owner but not always that this one lives.
    /// </remarks>
    public string TakeOver { get; init; } = $"""
        UPDATE owner AS o SET epoch = o.epoch + 1, owner = $2, session = $3, backend = pg_backend_pid(),
            backend_start = (SELECT backend_start FROM pg_stat_get_activity(pg_backend_pid()))
        WHERE o.shard = ANY ($1::int[]) AND {IsFree}
        RETURNING o.shard
        """;

    /// <summary>
    /// Moves shards that are still owned under their epochs to another session. It waits for what the session before has under way, and
    /// what arrives from that session afterwards is refused. $1 shards, $2 epochs, $3 session.
    /// </summary>
    public string Settle { get; init; } = """
        WITH held AS MATERIALIZED (
            SELECT o.shard FROM unnest($1::int[], $2::bigint[]) AS a (shard, epoch) JOIN owner AS o ON o.shard = a.shard AND o.epoch = a.epoch
            ORDER BY o.shard FOR UPDATE OF o
        )
        UPDATE owner AS o SET session = $3, backend = pg_backend_pid(),
            backend_start = (SELECT backend_start FROM pg_stat_get_activity(pg_backend_pid()))
        FROM held WHERE o.shard = held.shard
        """;

    /// <summary>Brings the control generation up to one that another database of the store stands at. $1 generation, $2 what is paused.</summary>
    public string RaiseControl { get; init; } = "UPDATE control SET generation = $1, paused = $2, raised_by = NULL WHERE generation < $1";
}
