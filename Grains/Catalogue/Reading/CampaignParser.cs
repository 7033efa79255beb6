namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the campaigns of one document, whose rule and lottery ids must differ across all of them.</summary>
internal sealed class CampaignParser(TimeParser times)
{
    private readonly IdSet campaignIds = new();
    private readonly EarningParser rules = new();
    private readonly IdSet lotteryIds = new();

    public CampaignDocument? Read(Node node)
    {
        if (node.Fields("id", "name", "starts", "ends", "dayParts", "earning", "lotteries") is not { } fields)
        {
            return null;
        }

        string? id = campaignIds.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        (Stamp? starts, Stamp? ends) = Span(fields);
        IReadOnlyList<DayPart> dayParts = DayPartParser.Read(fields.Optional("dayParts"));
        List<EarningDocument> earning = All(fields.Optional("earning").Items(0, ProgrammeLimits.EarningRules), rules.Read);
        List<LotteryDocument> lotteries = All(fields.Optional("lotteries").Items(0, ProgrammeLimits.Lotteries), Lottery);
        return id is null || name is null || starts is null || ends is null
            ? null
            : new(id, name, starts.Value, ends.Value, dayParts, earning, lotteries);
    }

    internal static List<T> All<T>(IReadOnlyList<Node> nodes, Func<Node, T?> read)
        where T : class
    {
        List<T> items = new(nodes.Count);
        foreach (Node node in nodes)
        {
            if (read(node) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    private (Stamp? Starts, Stamp? Ends) Span(Fields fields)
    {
        Stamp? starts = times.Instant(fields.Required("starts"));
        Node end = fields.Required("ends");
        Stamp? ends = times.Instant(end);
        if (ends is { } last && starts is { } first && last <= first)
        {
            end.Report(Fault.EndsBeforeStart);
        }

        return (starts, ends);
    }

    private LotteryDocument? Lottery(Node node) => WheelParser.Read(node, lotteryIds);
}
