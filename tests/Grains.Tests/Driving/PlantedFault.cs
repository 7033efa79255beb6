using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Driving;

/// <summary>A control: what a run checks is worth something only where it sees a fault that was planted.</summary>
internal static class PlantedFault
{
    /// <summary>Asserts that one of the first seeds sees the fault, by a broken invariant or by what the run checks.</summary>
    /// <param name="run">Makes and checks the run of a seed, with the fault planted.</param>
    public static void IsSeen(string fault, int seeds, Action<ulong> run) =>
        Assert.True(Enumerable.Range(1, seeds).Any(seed => IsSeen(run, (ulong)seed)), fault);

    private static bool IsSeen(Action<ulong> run, ulong seed)
    {
        try
        {
            run(seed);
            return false;
        }
        catch (Exception seen) when (seen is InvariantBrokenException or Xunit.Sdk.XunitException)
        {
            return true;
        }
    }
}
