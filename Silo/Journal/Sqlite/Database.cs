using SQLitePCL;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>One SQLite connection and its prepared statements. Used by one thread at a time.</summary>
internal sealed class Database : IDisposable
{
    private const int BusyMilliseconds = 5_000;
    private const int CacheWriteStatus = 9;
    private const int NoCheckpointOnClose = 1006;

    private readonly sqlite3 _handle;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Statement _begin;
    private readonly Statement _end;

    static Database() => Batteries_V2.Init();

    public Database(string path, int flags)
    {
        int code = raw.sqlite3_open_v2(path, out _handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        Path = path;
        Check(code);
        raw.sqlite3_extended_result_codes(_handle, 1);
        raw.sqlite3_busy_timeout(_handle, BusyMilliseconds);
        _begin = Prepare("BEGIN");
        _end = Prepare("COMMIT");
    }

    public string Path { get; }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public sqlite3 Handle => _handle;

    /// <summary>
    /// A connection that may write. It never checkpoints by itself, not even when it is closed: after a failed sync a checkpoint
    /// would copy what the disk may not hold.
    /// </summary>
    /// <exception cref="StoreRefusedException">Write-ahead logging or full synchronisation cannot be had here.</exception>
    public static Database OpenWriter(string path)
    {
        Database database = new(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        database.Execute("PRAGMA page_size = 4096");
        database.Execute("PRAGMA journal_mode = WAL");
        database.Execute("PRAGMA synchronous = FULL");
        database.Execute("PRAGMA wal_autocheckpoint = 0");
        database.Execute("PRAGMA cache_size = -65536");
        database.Execute("PRAGMA temp_store = MEMORY");
        database.Check(raw.sqlite3_db_config(database._handle, NoCheckpointOnClose, 1, out _));
        database.RequireDurability();
        return database;
    }

    public static Database OpenReader(string path)
    {
        Database database = new(path, raw.SQLITE_OPEN_READONLY);
        database.Execute("PRAGMA cache_size = -4096");
        return database;
    }

    /// <summary>Bounds the file. PRAGMA takes no parameters, hence the format.</summary>
    public void LimitPages(long pages) => Execute(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));

    /// <summary>A statement that lives as long as the connection. Who asks for the same words gets the same statement.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt handle));
            statement = new(this, handle);
            _statements.Add(sql, statement);
        }

        return statement;
    }

    public void Execute(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt handle));
        using Statement statement = new(this, handle);
        while (statement.Step())
        {
            // Pragmas answer with rows that nobody needs.
        }
    }

    public string Scalar(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt handle));
        using Statement statement = new(this, handle);
        return statement.Step() ? statement.Text(0) : "";
    }

    /// <summary>Does several reads on one snapshot of the store, or on the open transaction.</summary>
    public T AtOneInstant<T>(Func<T> reads)
    {
        if (InTransaction)
        {
            return reads();
        }

        _begin.Run();
        try
        {
            return reads();
        }
        finally
        {
            _end.Run();
        }
    }

    /// <summary>Undoes an open transaction. SQLite may have undone it already.</summary>
    public void Rollback()
    {
        if (InTransaction)
        {
            Execute("ROLLBACK");
        }
    }

    /// <summary>Copies what it can of the log into the database without waiting for anyone.</summary>
    /// <returns>Frames in the log, and how many of them are in the database now.</returns>
    public (int InLog, int Copied) CheckpointPassively() => Checkpoint(raw.SQLITE_CHECKPOINT_PASSIVE);

    /// <summary>Copies the whole log and cuts it to nothing.</summary>
    public void CheckpointWhole() => Checkpoint(raw.SQLITE_CHECKPOINT_TRUNCATE);

    /// <summary>Pages this connection wrote since the last call. Each is a frame of the log.</summary>
    public int TakeWrittenPages()
    {
        Check(raw.sqlite3_db_status(_handle, CacheWriteStatus, out int pages, out _, 1));
        return pages;
    }

    public void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteFaultException(raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private (int InLog, int Copied) Checkpoint(int mode)
    {
        int code = raw.sqlite3_wal_checkpoint_v2(_handle, "main", mode, out int inLog, out int copied);
        if (code != raw.SQLITE_BUSY)
        {
            Check(code);
        }

        return (inLog, copied);
    }

    private void RequireDurability()
    {
        string mode = Scalar("PRAGMA journal_mode");
        string synchronous = Scalar("PRAGMA synchronous");
        if (mode != "wal" || synchronous != "2")
        {
            throw new StoreRefusedException(
                $"The store at {Path} must run with journal_mode wal and synchronous 2 (full), but SQLite answers {mode} and {synchronous}.");
        }
    }
}
