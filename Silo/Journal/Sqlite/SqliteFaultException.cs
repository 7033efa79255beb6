using SQLitePCL;

namespace Jifen.Silo.Journal.Sqlite;

/// <summary>What SQLite answered instead of success. Never leaves this folder: it becomes a <see cref="JournalException"/>.</summary>
internal sealed class SqliteFaultException(int extendedCode, string message) : Exception(message)
{
    private int Code => extendedCode & 0xff;

    public bool IsFull => Code == raw.SQLITE_FULL;

    public bool IsBusy => Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public bool IsDamage => Code is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    public bool IsCannotOpen => Code is raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_READONLY;
}
