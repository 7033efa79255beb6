using System.Numerics;

namespace Jifen.Grains.Leaderboard;

/// <summary>Looks for a place among the scores and stamps of a node, whose members or bounds are in order.</summary>
internal static class Ties
{
    /// <summary>Those with the place's score and stamp; all before <c>Start</c> are above the place, none from <c>End</c> on.</summary>
    public static (int Start, int End) Of(ReadOnlySpan<long> scores, ReadOnlySpan<long> stamps, in Place place)
    {
        int start = CountGreater(scores, place.Score);
        if (start == scores.Length || scores[start] != place.Score)
        {
            return (start, start);
        }

        int end = scores.Length - CountLess(scores, place.Score);
        ReadOnlySpan<long> tied = stamps[start..end];
        return (start + CountLess(tied, place.Reached.Microseconds), end - CountGreater(tied, place.Reached.Microseconds));
    }

    /// <summary>
    /// Counts all instead of halving: the lines of a row not in the cache are then fetched side by side and not one after the other.
    /// Lanes are counted unchecked; a row has at most <see cref="Row{T}.Capacity"/>.
    /// </summary>
    private static int CountGreater(ReadOnlySpan<long> row, long value)
    {
        Vector<long> than = new(value);
        Vector<long> lanes = Vector<long>.Zero;
        while (row.Length >= Vector<long>.Count)
        {
            lanes -= Vector.GreaterThan(new Vector<long>(row), than);
            row = row[Vector<long>.Count..];
        }

        int count = (int)Vector.Sum(lanes);
        foreach (long other in row)
        {
            count += other > value ? 1 : 0;
        }

        return count;
    }

    /// <summary>As <see cref="CountGreater"/>.</summary>
    private static int CountLess(ReadOnlySpan<long> row, long value)
    {
        Vector<long> than = new(value);
        Vector<long> lanes = Vector<long>.Zero;
        while (row.Length >= Vector<long>.Count)
        {
            lanes -= Vector.LessThan(new Vector<long>(row), than);
            row = row[Vector<long>.Count..];
        }

        int count = (int)Vector.Sum(lanes);
        foreach (long other in row)
        {
            count += other < value ? 1 : 0;
        }

        return count;
    }
}
