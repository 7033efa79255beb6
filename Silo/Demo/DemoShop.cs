using System.Globalization;

namespace Jifen.Silo.Demo;

/// <summary>What the simulated members buy.</summary>
internal static class DemoShop
{
    private const int MostLines = 3;

    private static readonly Good[] Goods =
    [
        new("latte", "coffee", 2_900, ["drinks"]),
        new("cold-brew", "coffee", 3_200, ["drinks", "new"]),
        new("croissant", "bakery", 1_600, ["fresh"]),
        new("mooncake-box", "bakery", 12_800, ["gift", "season"]),
        new("oat-milk", "groceries", 1_850, ["organic"]),
        new("rice-5kg", "groceries", 4_990, []),
        new("strawberries", "groceries", 2_680, ["fresh", "organic"]),
        new("building-blocks", "toys", 19_900, ["gift"]),
        new("plush-bear", "toys", 8_900, ["gift", "new"]),
        new("picture-book", "books", 4_500, []),
        new("novel", "books", 3_900, ["sale"]),
        new("rain-jacket", "fashion", 29_900, ["season"]),
        new("t-shirt", "fashion", 7_900, ["sale"]),
    ];

    private static readonly string[] Shops = ["Nanjing Road", "West Lake", "Xidan", "Tianhe", "Jiefangbei"];
    private static readonly string[] Channels = ["store", "store", "app", "web"];

    /// <summary>A purchase of one to three goods; its amount is that of its lines.</summary>
    public static ReportActivity Purchase(ref DemoDraw draw, MemberKey member, Epoch epoch, long step, Stamp at)
    {
        ActivityLine[] lines = new ActivityLine[1 + draw.Below(MostLines)];
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = Line(ref draw);
        }

        string id = string.Create(CultureInfo.InvariantCulture, $"demo-{epoch.Value}-{step}");
        return new(member, id, "purchase", at, lines.Sum(line => line.Amount), draw.Of(Shops), draw.Of(Channels), lines);
    }

    private static ActivityLine Line(ref DemoDraw draw)
    {
        Good good = draw.Of(Goods);
        int quantity = draw.Chance(80) ? 1 : 2 + draw.Below(2);
        return new(good.Sku, good.Category, quantity, good.Fen * quantity, good.Tags.Count == 0 ? null : good.Tags);
    }

    private sealed record Good(string Sku, string Category, long Fen, IReadOnlyList<string> Tags);
}
