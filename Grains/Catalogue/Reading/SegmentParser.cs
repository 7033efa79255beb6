using System.Text.RegularExpressions;

namespace Jifen.Grains.Catalogue.Reading;

internal static partial class SegmentParser
{
    /// <summary>Reads a segment; what it says of other segments is checked by <see cref="SegmentList"/>.</summary>
    public static SegmentEntry? Read(Node node, IdSet ids)
    {
        if (node.Fields("id", "label", "color", "image", "weight", "prize", "stock", "fallback") is not { } fields)
        {
            return null;
        }

        Node stock = fields.Optional("stock");
        Node fallback = fields.Optional("fallback");
        return new(stock, fallback)
        {
            Id = ids.Read(fields.Required("id")),
            Label = fields.Required("label").LocalText(),
            Color = Matching(fields.Required("color"), ColorPattern(), Fault.BadColor),
            Image = Matching(fields.Optional("image"), ImagePattern(), Fault.BadImage),
            Weight = fields.Required("weight").Whole(1, ProgrammeLimits.TotalWeight),
            Prize = Prize(fields.Required("prize")),
            Stock = Stock(stock),
            Fallback = fallback.Id(),
        };
    }

    private static string? Matching(Node node, Regex pattern, Fault fault)
    {
        if (node.Text() is not { } text)
        {
            return null;
        }

        if (pattern.IsMatch(text))
        {
            return text;
        }

        node.Report(fault);
        return null;
    }

    private static Prize? Prize(Node node)
    {
        if (node.IsNull)
        {
            return new NoPrize();
        }

        Fields? fields = node.Fields("kind", "points", "name");
        Node? kind = fields?.Required("kind");
        switch (kind?.Text())
        {
            case null:
                return null;
            case "points":
                ReportUnused(fields!.Optional("name"));
                return fields.Required("points").Whole(1, ProgrammeLimits.Points) is { } points ? new PointsPrize(new(points)) : null;
            case "goods":
                ReportUnused(fields!.Optional("points"));
                return fields.Required("name").LocalText() is { } name ? new GoodsPrize(name) : null;
            default:
                kind.Report(Fault.UnknownValue("points, goods"));
                return null;
        }
    }

    private static void ReportUnused(Node node)
    {
        if (node.Exists)
        {
            node.Report(Fault.UnknownProperty);
        }
    }

    private static StockRule? Stock(Node node)
    {
        if (node.Fields("total", "perDay") is not { } fields)
        {
            return null;
        }

        long? total = fields.Required("total").Whole(0, ProgrammeLimits.StockUnits);
        Node day = fields.Optional("perDay");
        long? perDay = day.Whole(0, ProgrammeLimits.StockUnits);
        if (perDay > total)
        {
            day.Report(Fault.PerDayAboveTotal(total.Value));
        }

        return total is null ? null : new(total.Value, perDay);
    }

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();

    /// <summary>No scheme, no leading slash, no empty, <c>.</c> or <c>..</c> part: the path stays below its folder.</summary>
    [GeneratedRegex(@"^(?!\.{1,2}(/|\z))[A-Za-z0-9._-]+(/(?!\.{1,2}(/|\z))[A-Za-z0-9._-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();
}
