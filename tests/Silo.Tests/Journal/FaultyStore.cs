using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>A store whose nth write fails, used by a caller that recovers.</summary>
public sealed class FaultyStore(WriteFaults faults, bool readsAfterUnknown) : ITestedStore
{
    private readonly SqliteTestedStore _store = new();

    public IJournal Open() => new RecoveringJournal(new FaultyJournal(_store.Open(), faults), readsAfterUnknown);

    public void Close(IJournal journal) => journal.Dispose();

    public IJournal OpenForAnotherOwner(IJournal first) => first;

    public void Dispose() => _store.Dispose();
}
