using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

internal static class ExpiryParser
{
    private const string Known = "never, months, endOfMonth, endOfYear";
    private static readonly string[] Numbers = ["months", "years"];

    public static ExpiryRule? Read(Node node)
    {
        Fields? fields = node.Fields(EarningShapes.Expiry);
        Node? rule = fields?.Required("rule");
        switch (rule?.Text())
        {
            case null:
                return null;
            case "never":
                ReportOthers(fields!, wanted: null);
                return new NeverExpires();
            case "months":
                return Number(fields!, "months", 1, ProgrammeLimits.ExpiryMonths) is { } months ? new ExpiresAfterMonths(months) : null;
            case "endOfMonth":
                return Number(fields!, "months", 0, ProgrammeLimits.ExpiryMonths) is { } later ? new ExpiresAtEndOfMonth(later) : null;
            case "endOfYear":
                return Number(fields!, "years", 0, ProgrammeLimits.ExpiryYears) is { } years ? new ExpiresAtEndOfYear(years) : null;
            default:
                rule.Report(Fault.UnknownValue(Known));
                return null;
        }
    }

    private static int? Number(Fields fields, string wanted, int least, int most)
    {
        ReportOthers(fields, wanted);
        return (int?)fields.Required(wanted).Whole(least, most);
    }

    /// <summary>A rule has its own number only.</summary>
    private static void ReportOthers(Fields fields, string? wanted)
    {
        foreach (Node other in Numbers.Where(name => name != wanted).Select(fields.Optional).Where(node => node.Exists))
        {
            other.Report(Fault.UnknownProperty);
        }
    }
}
