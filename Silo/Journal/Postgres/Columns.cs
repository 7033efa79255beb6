using Npgsql;

namespace Jifen.Silo.Journal.Postgres;

/// <summary>Values of the domain as columns. Keys of 128 bits are <c>uuid</c>, whose order is that of the bytes; hashes are <c>bytea</c>.</summary>
internal static class Columns
{
    public static Guid ToGuid(MemberKey member) => ToGuid(member.Value);

    public static Guid? ToGuid(MemberKey? member) => member is { } key ? ToGuid(key.Value) : null;

    public static Guid ToGuid(RequestKey key) => ToGuid(key.Value);

    public static Guid? ToGuid(RequestKey? key) => key is { } value ? ToGuid(value.Value) : null;

    public static MemberKey Member(this NpgsqlDataReader row, int column) => new(Number(row, column));

    public static MemberKey? MemberOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new(Number(row, column));

    public static RequestKey? KeyOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new(Number(row, column));

    /// <summary>False where the column holds no hash.</summary>
    public static bool TryHash(this NpgsqlDataReader row, int column, out Hash256 hash)
    {
        byte[] bytes = row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
        bool whole = bytes.Length == Hash256.ByteLength;
        hash = whole ? Hash256.Read(bytes) : default;
        return whole;
    }

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static Guid ToGuid(UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return new(bytes, bigEndian: true);
    }

    private static UInt128 Number(NpgsqlDataReader row, int column)
    {
        Span<byte> bytes = stackalloc byte[16];
        row.GetGuid(column).TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
