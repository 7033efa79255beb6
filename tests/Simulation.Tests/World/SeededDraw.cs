namespace Jifen.Simulation.Tests.World;

/// <summary>Numbers that follow from a seed alone (SplitMix64), the same on every machine and runtime.</summary>
internal sealed class SeededDraw(ulong seed)
{
    private ulong _state = unchecked(seed * 0x9E3779B97F4A7C15);

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool Chance(int ofThousand) => Below(1000) < ofThousand;

    /// <summary>A span of simulated time, in whole microseconds.</summary>
    public TimeSpan Time(double leastMilliseconds, double mostMilliseconds) =>
        TimeSpan.FromMicroseconds(Between((int)(leastMilliseconds * 1000), (int)(mostMilliseconds * 1000)));

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    public SeededDraw Fork() => new(Next());
}
