using System.Numerics;

namespace Jifen.Grains.Leaderboard;

/// <summary>Sums of member counts.</summary>
internal static class Tally
{
    /// <summary>
    /// Sum of counts that are not negative and together at most <see cref="Standings.MostMembers"/>, as those of one branch are. The lanes of a vector
    /// are added unchecked; no sum of some of them exceeds the sum of all.
    /// </summary>
    public static int Of(ReadOnlySpan<int> counts)
    {
        Vector<int> lanes = Vector<int>.Zero;
        while (counts.Length >= Vector<int>.Count)
        {
            lanes += new Vector<int>(counts);
            counts = counts[Vector<int>.Count..];
        }

        int sum = Vector.Sum(lanes);
        foreach (int count in counts)
        {
            sum += count;
        }

        return sum;
    }
}
