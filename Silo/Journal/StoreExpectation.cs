namespace Jifen.Silo.Journal;

/// <summary>What the opener of a store expects it to be.</summary>
/// <param name="ShardCount">N, or null where any will do.</param>
public sealed record StoreExpectation(string Programme, string PepperCheck, int? ShardCount = null)
{
    /// <exception cref="StoreRefusedException">The store differs; the sentence says in what.</exception>
    internal void Check(StoreIdentity identity, string folder)
    {
        if (identity.Programme != Programme)
        {
            throw new StoreRefusedException($"The store at {folder} belongs to the programme '{identity.Programme}', not to '{Programme}'.");
        }

        if (ShardCount is { } expected && identity.ShardCount != expected)
        {
            throw new StoreRefusedException($"The store at {folder} was created with {identity.ShardCount} shards, not {expected}; the number cannot be changed.");
        }

        if (identity.PepperCheck != PepperCheck)
        {
            throw new StoreRefusedException($"The store at {folder} was made with another pepper than the one given; its members could not be found.");
        }
    }
}
