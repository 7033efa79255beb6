using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads when and for what a rule earns.</summary>
internal static class ConditionParser
{
    private const string KnownDays = "mon, tue, wed, thu, fri, sat, sun";
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static EarningCondition Read(Node node)
    {
        if (node.Fields(EarningShapes.Condition) is not { } fields)
        {
            return EarningCondition.Always;
        }

        Node between = fields.Optional("between");
        return new(
            Texts(fields.Optional("merchants")),
            Texts(fields.Optional("channels")),
            Texts(fields.Optional("categories")),
            Texts(fields.Optional("tags")),
            DaysOfMonth(fields.Optional("daysOfMonth")),
            Weekdays(node, fields.Optional("weekends"), fields.Optional("weekdays")),
            between.Exists ? DayPartParser.Read(between) : null);
    }

    /// <summary>Texts that differ from each other.</summary>
    public static List<string> Names(Node node, int most) => [.. Distinct(node, most, item => item.Text()).OfType<string>()];

    private static List<string>? Texts(Node node) => node.Exists ? Names(node, ProgrammeLimits.ConditionValues) : null;

    private static List<int>? DaysOfMonth(Node node) =>
        node.Exists ? [.. Distinct(node, 31, item => item.Whole(1, 31)).OfType<long>().Select(day => (int)day)] : null;

    private static IReadOnlyList<DayOfWeek>? Weekdays(Node when, Node weekends, Node weekdays)
    {
        if (weekends.Exists && weekdays.Exists)
        {
            when.Report(Fault.EitherOr("weekends", "weekdays"));
        }

        IReadOnlyList<DayOfWeek>? named = weekdays.Exists ? [.. Distinct(weekdays, 7, Weekday).OfType<DayOfWeek>()] : null;
        return weekends.Flag() == true ? Weekend : named;
    }

    private static DayOfWeek? Weekday(Node node)
    {
        switch (node.Text())
        {
            case null:
                return null;
            case "mon":
                return DayOfWeek.Monday;
            case "tue":
                return DayOfWeek.Tuesday;
            case "wed":
                return DayOfWeek.Wednesday;
            case "thu":
                return DayOfWeek.Thursday;
            case "fri":
                return DayOfWeek.Friday;
            case "sat":
                return DayOfWeek.Saturday;
            case "sun":
                return DayOfWeek.Sunday;
            default:
                node.Report(Fault.UnknownValue(KnownDays));
                return null;
        }
    }

    /// <summary>The values that could be read; a second one of a kind is reported.</summary>
    private static List<T> Distinct<T>(Node node, int most, Func<Node, T> read)
    {
        List<(T Value, Node Node)> values = [];
        foreach (Node item in node.Items(1, most))
        {
            T value = read(item);
            foreach ((T Value, Node Node) first in values.Where(entry => value is not null && Equals(entry.Value, value)).Take(1))
            {
                item.Report(Fault.DuplicateId(first.Node.Path));
            }

            values.Add((value, item));
        }

        return [.. values.Where(entry => entry.Value is not null).Select(entry => entry.Value)];
    }
}
