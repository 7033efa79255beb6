namespace Jifen.Silo.Host;

/// <summary>A witness before whose writes the process may end.</summary>
internal sealed class KillingWitness(IHeadWitness inner, KillSwitch kill, BatchPass pass) : IHeadWitness
{
    public WitnessedHeads? Read() => inner.Read();

    public void Write(WitnessedHeads heads)
    {
        if (pass.Committed is { } point)
        {
            kill.Pass(point);
        }

        inner.Write(heads);
    }

    public void Dispose() => inner.Dispose();
}
