using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads checkpoint rows and checks the hash of each.</summary>
internal static class GrainReads
{
    private const string Columns = "grain, member, as_of, due, hash, convert_to(state, 'UTF8')";

    public static GrainRow? Read(NpgsqlConnection connection, ShardId shard, string grain) =>
        Sql.Of(connection, $"SELECT {Columns} FROM grain WHERE shard = $1 AND grain = $2", Sql.Value(shard.Value), Sql.Value(grain))
            .Rows(row => Checked(row, shard)).SingleOrDefault();

    public static IReadOnlyList<GrainRow> ReadOfShard(NpgsqlConnection connection, ShardId shard) =>
        Sql.Of(connection, $"SELECT {Columns} FROM grain WHERE shard = $1 AND member IS NULL ORDER BY grain", Sql.Value(shard.Value))
            .Rows(row => Checked(row, shard));

    public static IReadOnlyList<GrainRow> ReadMembers(NpgsqlConnection connection, ShardId shard, MemberKey? after, int limit) =>
        Sql.Of(
            connection, $"SELECT {Columns} FROM grain WHERE shard = $1 AND grain > $2 AND grain < $3 ORDER BY grain LIMIT $4",
            Sql.Value(shard.Value), Sql.Value(GrainRow.MemberAfter(after)), Sql.Value(GrainRow.AfterMembers), Sql.Value(limit)).Rows(row => Checked(row, shard));

    public static IReadOnlyList<MemberKey> ReadDueMembers(NpgsqlConnection connection, ShardId shard, Stamp until, int limit) =>
        Sql.Of(
            connection, "SELECT member FROM grain WHERE shard = $1 AND due <= $2 AND member IS NOT NULL ORDER BY due, member LIMIT $3",
            Sql.Value(shard.Value), Sql.Value(until.Microseconds), Sql.Value(limit)).Rows(row => row.Member(0));

    private static GrainRow Checked(NpgsqlDataReader row, ShardId shard)
    {
        Stamp? due = row.LongOrNull(3) is { } microseconds ? new Stamp(microseconds) : null;
        GrainRow grain = new(row.GetString(0), row.MemberOrNull(1), new(row.GetInt64(2)), due, row.GetFieldValue<byte[]>(5));
        return row.TryHash(4, out Hash256 hash) && GrainRowHash.Of(shard, grain) == hash
            ? grain
            : throw new JournalDamagedException($"Checkpoint row {grain.Grain} of shard {shard} does not carry the hash of its content.");
    }
}
