using Jifen.Silo.Journal;

namespace Jifen.Silo.Tests.Journal;

/// <summary>A witness on a disk that fails its sync from the nth write on.</summary>
internal sealed class FailingWitness(IHeadWitness inner, int from) : IHeadWitness
{
    private int _writes;

    public WitnessedHeads? Read() => inner.Read();

    public void Write(WitnessedHeads heads)
    {
        if (++_writes >= from)
        {
            throw new IOException("fdatasync: input/output error");
        }

        inner.Write(heads);
    }

    public void Dispose() => inner.Dispose();
}
