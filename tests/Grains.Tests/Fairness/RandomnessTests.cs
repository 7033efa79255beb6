using System.Globalization;
using Jifen.Grains.Fairness;

namespace Jifen.Grains.Tests.Fairness;

/// <summary>A million draws of each shape of wheel, from a fixed seed: a failure is a change of the formula, not bad luck.</summary>
public sealed class RandomnessTests
{
    private const int Draws = 1_000_000;

    private const double Alpha = 1e-6;

    public static TheoryData<string, long[]> Shapes => new()
    {
        { "coin", [1, 1] },
        { "festival", [1, 49, 200, 750] },
        { "rare", [10_000, 90_000, 400_000, 500_000] },
        { "full", [.. Enumerable.Repeat(1L, 24)] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_million_draws_fit_their_weights_and_follow_no_pattern(string lottery, long[] weights)
    {
        int[] fair = DrawSegments(lottery, weights);

        Assert.InRange(Statistics.ChiSquare(Hits(fair, weights), weights), Alpha, 1 - Alpha);
        Assert.InRange(Statistics.Runs(Ones(fair, weights)), Alpha, 1);
        Assert.InRange(Statistics.SerialCorrelation(Numbers(fair)), Alpha, 1);

        Assert.InRange(Statistics.ChiSquare(Hits(Leaning(fair, weights), weights), weights), 0, Alpha);
        Assert.InRange(Statistics.Runs(Ones(Sticky(fair), weights)), 0, Alpha);
        Assert.InRange(Statistics.SerialCorrelation(Numbers(Sticky(fair))), 0, Alpha);
    }

    [Theory]
    [InlineData(1, 3.841_459, 0.05)]
    [InlineData(3, 16.266_24, 0.001)]
    [InlineData(23, 44.181_28, 0.005)]
    public void Chi_square_probabilities_are_those_of_the_tables(int freedom, double value, double probability)
    {
        Assert.Equal(probability, Statistics.UpperGamma(freedom / 2.0, value / 2), 1e-7);
    }

    [Fact]
    public void Normal_probabilities_are_those_of_the_tables()
    {
        Assert.Equal(0.05, Statistics.TwoSided(1.959_964), 1e-7);
        Assert.Equal(1e-6, Statistics.TwoSided(-4.891_638), 1e-11);
    }

    private static int[] DrawSegments(string lottery, long[] weights)
    {
        WheelTable table = Wheels.AWheel([.. weights.Select((weight, i) => Wheels.Nothing(i.ToString(CultureInfo.InvariantCulture), weight))]);
        long total = WheelOutcome.TotalWeight(table);
        int[] segments = new int[Draws];
        for (int i = 0; i < Draws; i++)
        {
            var member = new MemberKey((UInt128)(i % 1_000));
            segments[i] = WheelOutcome.Roll(table, Outcome.Draw(Wheels.Seed, lottery, "2026-11-21", member, i / 1_000, "", total));
        }

        return segments;
    }

    /// <summary>Control: every twentieth hit of the largest share goes to the next segment, a relative error of 5 %.</summary>
    private static int[] Leaning(int[] fair, long[] weights)
    {
        int largest = Array.IndexOf(weights, weights.Max());
        int seen = 0;
        return [.. fair.Select(segment => segment == largest && seen++ % 20 == 0 ? (segment + 1) % weights.Length : segment)];
    }

    /// <summary>Control: each fiftieth draw repeats the one before it. The shares stay what they are.</summary>
    private static int[] Sticky(int[] fair) => [.. fair.Select((segment, i) => i % 50 == 49 ? fair[i - 1] : segment)];

    private static long[] Hits(int[] segments, long[] weights)
    {
        long[] hits = new long[weights.Length];
        foreach (int segment in segments)
        {
            hits[segment]++;
        }

        return hits;
    }

    /// <summary>Whether the segment lies in the upper part of the wheel, cut where the parts are nearest to halves.</summary>
    private static bool[] Ones(int[] segments, long[] weights)
    {
        int cut = Enumerable.Range(1, weights.Length - 1).MinBy(at => Math.Abs((2 * weights.Take(at).Sum()) - weights.Sum()));
        return [.. segments.Select(segment => segment >= cut)];
    }

    private static long[] Numbers(int[] segments) => [.. segments.Select(segment => (long)segment)];
}
