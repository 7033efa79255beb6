namespace Jifen.Silo.Journal;

/// <summary>A journal of a store that other silos write too.</summary>
public interface ISharedJournal : IJournal
{
    /// <summary>The newest record of every shard, in the order of the shards, without a look at the records. Each is of an instant after the call.</summary>
    /// <exception cref="StoreUnreachableException">The store was not reached.</exception>
    IReadOnlyList<Sequence> ReadSequences();
}
