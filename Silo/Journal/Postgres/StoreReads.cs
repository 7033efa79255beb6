using System.Security.Cryptography;
using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Reads what belongs to no checkpoint: index, documents, persons, control.</summary>
internal static class StoreReads
{
    public static Sequence FindKey(NpgsqlConnection connection, MemberKey member, RequestKey key) =>
        Sql.Of(
            connection, "SELECT coalesce(max(sequence), 0) FROM member_index WHERE member = $1 AND key = $2",
            Sql.Value(Columns.ToGuid(member)), Sql.Value(Columns.ToGuid(key))).Rows(row => new Sequence(row.GetInt64(0))).Single();

    public static IReadOnlyList<MemberIndexRow> ReadMemberIndex(NpgsqlConnection connection, MemberKey member, Sequence before, int limit) =>
        Sql.Of(
            connection, "SELECT sequence, key FROM member_index WHERE member = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3",
            Sql.Value(Columns.ToGuid(member)), Sql.Value(before.Value), Sql.Value(limit))
            .Rows(row => new MemberIndexRow(member, new(row.GetInt64(0)), row.KeyOrNull(1)));

    /// <exception cref="JournalDamagedException">The document has another hash.</exception>
    public static byte[]? ReadDocument(NpgsqlConnection connection, Hash256 hash)
    {
        byte[]? document = Sql.Of(connection, "SELECT body FROM document WHERE hash = $1", Sql.Value(hash.ToArray()))
            .Rows(row => row.GetFieldValue<byte[]>(0)).SingleOrDefault();
        return document is null || Hash256.Read(SHA256.HashData(document)) == hash
            ? document
            : throw new JournalDamagedException($"Document {hash} is damaged: its content has another hash.");
    }

    public static ControlState ReadControl(NpgsqlConnection connection) =>
        Sql.Of(connection, "SELECT generation, paused FROM control").Rows(row => new ControlState(row.GetInt64(0), row.GetFieldValue<string[]>(1)))
            .SingleOrDefault() ?? throw new JournalDamagedException("The control row of the store is missing.");

    public static ControlRow ReadControlRow(NpgsqlConnection connection) =>
        Sql.Of(connection, "SELECT generation, paused, raised_by, everywhere FROM control").Rows(row => new ControlRow(
            new(row.GetInt64(0), row.GetFieldValue<string[]>(1)), row.IsDBNull(2) ? null : new ShardId(row.GetInt32(2)), row.GetInt64(3)))
            .SingleOrDefault() ?? throw new JournalDamagedException("The control row of the store is missing.");

    public static Person? ReadPerson(NpgsqlConnection connection, MemberKey member) =>
        Sql.Of(connection, "SELECT id, profile FROM person WHERE member = $1", Sql.Value(Columns.ToGuid(member)))
            .Rows(row => new Person(member, row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1))).SingleOrDefault();

    public static long ReadSize(NpgsqlConnection connection) =>
        Sql.Of(connection, "SELECT pg_database_size(current_database())").Rows(row => row.GetInt64(0)).Single();
}
