using SQLitePCL;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>
/// A prepared statement, bound and read without making strings. Used by one thread at a time; each use ends with
/// <see cref="Use"/> being disposed, which frees the snapshot the statement holds.
/// </summary>
internal sealed class Statement(Database database, sqlite3_stmt handle) : IDisposable
{
    public Execution Use() => new(handle);

    public Statement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public Statement Bind(int index, ReadOnlySpan<byte> blob)
    {
        database.Check(raw.sqlite3_bind_blob(handle, index, blob));
        return this;
    }

    public Statement Bind(int index, Hash256 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash256.ByteLength];
        hash.Write(bytes);
        return Bind(index, bytes);
    }

    public Statement Bind(int index, MemberKey member) => Bind(index, member.Value);

    public Statement Bind(int index, RequestKey key) => Bind(index, key.Value);

    public Statement Bind(int index, MemberKey? member) => member is { } key ? Bind(index, key.Value) : BindNull(index);

    public Statement Bind(int index, RequestKey? key) => key is { } value ? Bind(index, value.Value) : BindNull(index);

    public Statement BindText(int index, string text)
    {
        database.Check(raw.sqlite3_bind_text(handle, index, text));
        return this;
    }

    /// <summary>Binds UTF-8 as text. An empty span would be taken for NULL by SQLite, so it goes as an empty string.</summary>
    public Statement BindText(int index, ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return BindText(index, "");
        }

        database.Check(raw.sqlite3_bind_text(handle, index, utf8));
        return this;
    }

    public Statement BindNull(int index)
    {
        database.Check(raw.sqlite3_bind_null(handle, index));
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            database.Check(code);
        }

        return false;
    }

    /// <summary>Runs a statement without rows to its end.</summary>
    public void Run()
    {
        using Execution use = Use();
        Step();
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Integer(int column) => raw.sqlite3_column_int64(handle, column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    /// <summary>Bytes of a blob or text. Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public bool TryHash(int column, out Hash256 hash)
    {
        ReadOnlySpan<byte> bytes = Bytes(column);
        bool whole = bytes.Length == Hash256.ByteLength;
        hash = whole ? Hash256.Read(bytes) : default;
        return whole;
    }

    public bool TryMember(int column, out MemberKey? member)
    {
        ReadOnlySpan<byte> bytes = Bytes(column);
        member = bytes.Length == MemberKey.ByteLength ? MemberKey.Read(bytes) : null;
        return member is not null || IsNull(column);
    }

    public bool TryKey(int column, out RequestKey? key)
    {
        ReadOnlySpan<byte> bytes = Bytes(column);
        key = bytes.Length == RequestKey.ByteLength ? RequestKey.Read(bytes) : null;
        return key is not null || IsNull(column);
    }

    public void Dispose() => handle.Dispose();

    private Statement Bind(int index, UInt128 value)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, value);
        return Bind(index, bytes);
    }

    /// <summary>One use of a statement. Its end resets the statement; the outcome was already told by the steps.</summary>
    public readonly ref struct Execution(sqlite3_stmt handle)
    {
        public void Dispose() => _ = raw.sqlite3_reset(handle);
    }
}
