namespace Jifen.Grains.Tests.Fairness;

/// <summary>Probabilities that a fair source looks at least as odd as this.</summary>
internal static class Statistics
{
    /// <summary>Chi-square goodness of fit of the hits to the weights.</summary>
    public static double ChiSquare(IReadOnlyList<long> hits, IReadOnlyList<long> weights)
    {
        double draws = hits.Sum();
        double total = weights.Sum();
        double sum = hits.Zip(weights, (hit, weight) => Square(hit - (draws * weight / total)) / (draws * weight / total)).Sum();
        return UpperGamma((weights.Count - 1) / 2.0, sum / 2);
    }

    /// <summary>Wald-Wolfowitz test: whether ones and noughts change places as often as chance has it.</summary>
    public static double Runs(IReadOnlyList<bool> row)
    {
        double ones = row.Count(one => one);
        double noughts = row.Count - ones;
        double mean = (2 * ones * noughts / row.Count) + 1;
        double variance = (mean - 1) * (mean - 2) / (row.Count - 1);
        int runs = 1 + Enumerable.Range(1, row.Count - 1).Count(i => row[i] != row[i - 1]);
        return TwoSided((runs - mean) / Math.Sqrt(variance));
    }

    /// <summary>Correlation of each number with the one before it.</summary>
    public static double SerialCorrelation(IReadOnlyList<long> row)
    {
        double mean = row.Average();
        double together = Enumerable.Range(1, row.Count - 1).Sum(i => (row[i] - mean) * (row[i - 1] - mean));
        return TwoSided(together / row.Sum(x => Square(x - mean)) * Math.Sqrt(row.Count));
    }

    /// <summary>Probability beyond plus and minus z of the normal distribution.</summary>
    public static double TwoSided(double z) => UpperGamma(0.5, z * z / 2);

    /// <summary>Regularized upper incomplete gamma function Q(a, x): series below a + 1, Lentz's continued fraction above.</summary>
    public static double UpperGamma(double a, double x) =>
        x <= 0 ? 1 : x < a + 1 ? 1 - (Series(a, x) * Factor(a, x)) : Fraction(a, x) * Factor(a, x);

    private static double Series(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; term > sum * 1e-16; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double fraction = d;
        double step = 0;
        for (int n = 1; Math.Abs(step - 1) > 1e-15; n++)
        {
            double numerator = n * (a - n);
            b += 2;
            d = 1 / ((numerator * d) + b);
            c = b + (numerator / c);
            step = c * d;
            fraction *= step;
        }

        return fraction;
    }

    private static double Factor(double a, double x) => Math.Exp((a * Math.Log(x)) - x - LogGamma(a));

    /// <summary>Exact for halves and whole numbers, which is all that degrees of freedom give.</summary>
    private static double LogGamma(double a)
    {
        double sum = 0;
        while (a > 1)
        {
            a -= 1;
            sum += Math.Log(a);
        }

        return a < 0.75 ? sum + (Math.Log(Math.PI) / 2) : sum;
    }

    private static double Square(double x) => x * x;
}
