namespace Jifen.Silo.Journal.Postgres;

/// <summary>
/// What is written beside the records of a wave, in the same transaction. Each row names its shard and is written only where the head of
/// that shard carries the mark of the wave, which is where the wave's append was accepted. $1 is the mark.
/// </summary>
internal static class BesideStatements
{
    public const string Persons = """
        INSERT INTO person (member, id, profile)
        SELECT r.member, r.id, r.profile FROM unnest($2::int[], $3::uuid[], $4::text[], $5::text[]) AS r (shard, member, id, profile)
        JOIN head AS h ON h.shard = r.shard AND h.append = $1
        ON CONFLICT (member) DO UPDATE SET id = excluded.id, profile = excluded.profile
        """;

    public const string Grains = """
        INSERT INTO grain (shard, grain, member, as_of, due, hash, state)
        SELECT r.shard, r.grain, r.member, r.as_of, r.due, r.hash, r.state
        FROM unnest($2::int[], $3::text[], $4::uuid[], $5::bigint[], $6::bigint[], $7::bytea[], $8::text[]) AS r (shard, grain, member, as_of, due, hash, state)
        JOIN head AS h ON h.shard = r.shard AND h.append = $1
        ON CONFLICT (shard, grain) DO UPDATE SET
            member = excluded.member, as_of = excluded.as_of, due = excluded.due, hash = excluded.hash, state = excluded.state
        """;

    /// <summary>$2 shard, $3 names.</summary>
    public const string Removals = """
        DELETE FROM grain WHERE shard = $2 AND grain = ANY ($3::text[]) AND EXISTS (SELECT FROM head AS h WHERE h.shard = $2 AND h.append = $1)
        """;

    public const string Index = """
        INSERT INTO member_index (member, sequence, key)
        SELECT r.member, r.sequence, r.key FROM unnest($2::int[], $3::uuid[], $4::bigint[], $5::uuid[]) AS r (shard, member, sequence, key)
        JOIN head AS h ON h.shard = r.shard AND h.append = $1
        ON CONFLICT DO NOTHING
        """;

    public const string Floors = """
        UPDATE checkpoint AS c SET floor = r.floor, floor_hash = r.floor_hash
        FROM unnest($2::int[], $3::bigint[], $4::bytea[]) AS r (shard, floor, floor_hash) JOIN head AS h ON h.shard = r.shard AND h.append = $1
        WHERE c.shard = r.shard
        """;

    /// <summary>$2 shard, $3 generation, $4 paused.</summary>
    public const string Control = """
        UPDATE control SET generation = $3, paused = $4, raised_by = $2 WHERE EXISTS (SELECT FROM head AS h WHERE h.shard = $2 AND h.append = $1)
        """;
}
