using Jifen.Silo.Journal;
using Jifen.Silo.Journal.Sqlite;

namespace Jifen.Silo.Tests.Journal;

/// <summary>A store of one silo in a folder of its own.</summary>
public sealed class SqliteTestedStore : ITestedStore
{
    private readonly TempFolder _folder = new();

    public SqliteTestedStore() => SqliteStore.Create(Folder, JournalContract.Identity);

    public static StoreExpectation Expectation { get; } = new(JournalContract.Identity.Programme, JournalContract.Identity.PepperCheck);

    public string Folder => _folder.Path;

    public SqliteJournal OpenSqlite(SqliteLimits? limits = null) => SqliteStore.Open(Folder, Expectation, limits);

    public IJournal Open() => OpenSqlite();

    public void Close(IJournal journal) => journal.Dispose();

    public IJournal OpenForAnotherOwner(IJournal first) => first;

    public void Dispose() => _folder.Dispose();
}
