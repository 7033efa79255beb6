using System.Globalization;

namespace Jifen.Silo.Api;

/// <summary>"1 in N" for people: N has one decimal below 10 and none from there on, rounded half up from the exact fraction.</summary>
internal static class OneIn
{
    /// <param name="weight">Share of the draws, 0 to <paramref name="total"/>.</param>
    /// <param name="total">All draws, at most <see cref="ProgrammeLimits.TotalWeight"/>.</param>
    /// <returns>N, without zeros at its end; null where no draw is left.</returns>
    public static string? Of(long weight, long total)
    {
        if (weight == 0)
        {
            return null;
        }

        long scale = total / weight < 10 ? 10 : 1;
        long rounded = ((2 * scale * total) + weight) / (2 * weight);
        return ((decimal)rounded / scale).ToString("0.#", CultureInfo.InvariantCulture);
    }
}
