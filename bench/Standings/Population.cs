using Jifen.Grains.Leaderboard;

namespace Jifen.Bench.Standings;

/// <summary>Made-up members, the same in every run; scores up to a million, so that at ten million most are shared.</summary>
internal static class Population
{
    private const long Day = 86_400_000_000;

    public static MemberKey Member(int number) => new(new UInt128(Mixed((ulong)number * 2), Mixed(((ulong)number * 2) + 1)));

    public static Place Start(int number) => new((long)(Mixed((ulong)number + (1UL << 40)) % 1_000_000), Moment((ulong)number), Member(number));

    public static Stamp Moment(ulong number) => new((long)(Mixed(number ^ (1UL << 41)) % Day));

    /// <summary>SplitMix64's n-th number. Unchecked: arithmetic modulo 2^64.</summary>
    public static ulong Mixed(ulong n)
    {
        unchecked
        {
            ulong z = (n + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
