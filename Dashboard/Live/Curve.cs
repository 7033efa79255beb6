using System.Globalization;
using System.Text;

namespace Jifen.Dashboard.Live;

/// <summary>
/// Turns counts of seconds into SVG paths in a box of <see cref="Width"/> by <see cref="Height"/>: the newest second at the right edge, the
/// box's top at a round number above all of them.
/// </summary>
internal static class Curve
{
    /// <summary>Seconds that a chart shows.</summary>
    public const int Width = 300;

    public const int Height = 100;

    /// <summary>The least of 1, 2, 5, 10, 20, 50 … that no count is above.</summary>
    public static long Top(long highest)
    {
        long power = 1;
        while (true)
        {
            foreach (long step in (ReadOnlySpan<long>)[1, 2, 5])
            {
                if (step * power >= highest)
                {
                    return step * power;
                }
            }

            power *= 10;
        }
    }

    public static string Line(IReadOnlyList<long> counts, long top) => Path(counts, top).ToString();

    /// <summary>What lies between the line and the floor.</summary>
    public static string Area(IReadOnlyList<long> counts, long top) => counts.Count == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture, $"{Path(counts, top)}L{Width} {Height}L{Width - counts.Count + 1} {Height}Z");

    private static StringBuilder Path(IReadOnlyList<long> counts, long top)
    {
        StringBuilder path = new(counts.Count * 8);
        for (int i = 0; i < counts.Count; i++)
        {
            double y = Height - (double)counts[i] / top * Height;
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{Width - counts.Count + 1 + i} {y:0.#}");
        }

        return path;
    }
}
