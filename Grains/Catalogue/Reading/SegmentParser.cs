using System.Text.RegularExpressions;
using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

internal static partial class SegmentParser
{
    /// <summary>Reads a segment; what it says of other segments is checked by <see cref="SegmentList"/>.</summary>
    public static SegmentEntry? Read(Node node, IdSet ids, PrizeParser prizes, StockParser stocks)
    {
        if (node.Fields(GameShapes.Segment) is not { } fields)
        {
            return null;
        }

        Node stock = fields.Optional("stock");
        Node fallback = fields.Optional("fallback");
        (Node unique, Node substitute) = (fields.Optional("unique"), fields.Optional("substitute"));
        return new(stock, fallback, unique, substitute)
        {
            Id = ids.Read(fields.Required("id")),
            Label = fields.Required("label").LocalText(),
            Color = Color(fields.Required("color")),
            Image = Image(fields.Optional("image")),
            Weight = fields.Required("weight").Whole(1, ProgrammeLimits.TotalWeight),
            Prize = prizes.Read(fields.Required("prize"), standsIn: false),
            Stock = stocks.Read(stock),
            Fallback = fallback.Id(),
            IsUnique = unique.Flag() ?? false,
            Substitute = substitute.Id(),
        };
    }

    internal static string? Color(Node node) => Matching(node, ColorPattern(), Fault.BadColor);

    internal static string? Image(Node node) => Matching(node, ImagePattern(), Fault.BadImage);

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

    [GeneratedRegex(@"^#[0-9A-Fa-f]{6}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ColorPattern();

    /// <summary>No scheme, no leading slash, no empty, <c>.</c> or <c>..</c> part: the path stays below its folder.</summary>
    [GeneratedRegex(@"^(?!\.{1,2}(/|\z))[A-Za-z0-9._-]+(/(?!\.{1,2}(/|\z))[A-Za-z0-9._-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ImagePattern();
}
