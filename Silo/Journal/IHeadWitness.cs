namespace Jifen.Silo.Journal;

/// <summary>
/// Remembers, outside the store, how far every shard was acknowledged, so that a store which lost its end is found out. Used by
/// one thread at a time.
/// </summary>
internal interface IHeadWitness : IDisposable
{
    /// <summary>What was last written, or null where there is nothing whole.</summary>
    WitnessedHeads? Read();

    /// <summary>Writes durably. An earlier state survives a write that is torn.</summary>
    /// <exception cref="IOException">The disk refused; whether it holds the new state is unknown.</exception>
    void Write(WitnessedHeads heads);
}
