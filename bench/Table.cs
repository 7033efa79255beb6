using System.Globalization;

namespace Jifen.Bench;

/// <summary>Rows of a bench's output: what, elapsed, processor time.</summary>
internal static class Table
{
    public static void Head(string what) => Print(what, "elapsed", "processor");

    public static void Row(string what, Cost cost) => Print(what, Text(cost.Elapsed), Text(cost.Processor));

    public static void Row(string what, double value) => Print(what, Text(value), "");

    private static string Text(double value) => value.ToString("N2", CultureInfo.InvariantCulture);

    private static void Print(string what, string elapsed, string processor) => Console.WriteLine($"{what,-44}{elapsed,16}{processor,16}".TrimEnd());
}
