using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>One empty store, made for one test, that the contract suite opens as its implementation does.</summary>
public interface ITestedStore : IDisposable
{
    /// <summary>Opens the store for the first time, or again after <see cref="Close"/>.</summary>
    IJournal Open();

    /// <summary>Closes an opened journal in good order.</summary>
    void Close(IJournal journal);

    /// <summary>
    /// A journal through which a second owner can take shards over while the first is open. The same one, where a store is written by
    /// one process.
    /// </summary>
    IJournal OpenForAnotherOwner(IJournal first);
}
