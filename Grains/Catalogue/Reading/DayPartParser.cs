using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

internal static class DayPartParser
{
    public static IReadOnlyList<DayPart> Read(Node node)
    {
        List<(DayPart Part, Node Node)> parts = [];
        foreach (Node item in node.Items(1, ProgrammeLimits.DayParts))
        {
            if (Part(item) is { } part)
            {
                ReportOverlap(parts, part, item);
                parts.Add((part, item));
            }
        }

        return [.. parts.Select(entry => entry.Part)];
    }

    private static DayPart? Part(Node node)
    {
        Fields? fields = node.Fields(TimeShapes.DayPart);
        int? from = fields is null ? null : TimeParser.Minute(fields.Required("from"), allowsMidnightAfter: false);
        int? to = fields is null ? null : TimeParser.Minute(fields.Required("to"), allowsMidnightAfter: true);
        if (from is null || to is null)
        {
            return null;
        }

        if (from == to)
        {
            node.Report(Fault.EmptyDayPart);
            return null;
        }

        return new(from.Value, to.Value);
    }

    private static void ReportOverlap(List<(DayPart Part, Node Node)> earlier, DayPart part, Node node)
    {
        foreach ((DayPart Part, Node Node) other in earlier.Where(entry => Overlap(entry.Part, part)).Take(1))
        {
            node.Report(Fault.OverlappingDayParts(other.Node.Path));
        }
    }

    private static bool Overlap(DayPart one, DayPart other) =>
        SpansOf(one).Any(a => SpansOf(other).Any(b => a.From < b.To && b.From < a.To));

    private static IEnumerable<(int From, int To)> SpansOf(DayPart part) => part.CrossesMidnight
        ? [(part.FromMinute, DayPart.MinutesPerDay), (0, part.ToMinute)]
        : [(part.FromMinute, part.ToMinute)];
}
