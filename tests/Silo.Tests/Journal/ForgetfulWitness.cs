using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>A planted fault: a witness that remembers nothing.</summary>
internal sealed class ForgetfulWitness : IHeadWitness
{
    public WitnessedHeads? Read() => new(JournalContract.Identity.StoreId, JournalContract.ShardCount);

    public void Write(WitnessedHeads heads)
    {
        // Forgets.
    }

    public void Dispose()
    {
        // Holds nothing.
    }
}
