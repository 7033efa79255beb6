using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

internal static class WheelParser
{
    /// <summary>Reads a wheel, and what names no kind of lottery that there is.</summary>
    public static WheelDocument? Read(Node node, IdSet lotteryIds, PrizeParser prizes, StockParser stocks)
    {
        if (node.Fields(GameShapes.Wheel) is not { } fields)
        {
            return null;
        }

        string? id = lotteryIds.Read(fields.Required("id"));
        fields.Required("kind").OneOf(LotteryParser.Wheel, LotteryParser.Scratch, LotteryParser.Draw);
        LocalText? name = fields.Required("name").LocalText();
        int? free = FreePlays(fields.Optional("freePlaysPerDay"));
        bool tickets = fields.Optional("tickets").Flag() ?? false;
        Points? cost = Cost(node, fields.Optional("cost"), tickets ? null : free);
        MinorRule minors = Minors(fields.Optional("minors"));
        PlayLimits limits = Limits(fields.Optional("limits"));
        WhenEmpty? whenEmpty = WhenStockIsOut(fields.Optional("whenEmpty"));
        SegmentList segments = SegmentList.Read(fields.Required("segments"), whenEmpty, prizes, stocks);
        WheelGuarantee? guarantee = Guarantee(fields.Optional("guarantee"), segments);
        bool showOdds = fields.Optional("showOdds").Flag() ?? true;
        return id is null || name is null
            ? null
            : new(id, name, free ?? 0, cost, limits, whenEmpty ?? default, guarantee, segments.Documents) { Minors = minors, Tickets = tickets, ShowOdds = showOdds };
    }

    private static WhenEmpty? WhenStockIsOut(Node node) => node.Exists
        ? node.OneOf("fallback", "close") switch
        {
            "fallback" => WhenEmpty.Fallback,
            "close" => WhenEmpty.Close,
            _ => null,
        }
        : WhenEmpty.Fallback;

    internal static int? FreePlays(Node node) => node.Exists ? (int?)node.Whole(0, ProgrammeLimits.FreePlaysPerDay) : 0;

    internal static Points? Cost(Node wheel, Node cost, int? freePlays)
    {
        if (!cost.Exists && freePlays == 0)
        {
            wheel.Report(Fault.Unplayable);
        }

        return cost.Fields(GameShapes.Cost)?.Required("points").Whole(1, ProgrammeLimits.Points) is { } points ? new Points(points) : null;
    }

    internal static MinorRule Minors(Node node) => node.OneOf("allowed", "freeOnly", "none") switch
    {
        "freeOnly" => MinorRule.FreeOnly,
        "none" => MinorRule.None,
        _ => MinorRule.Allowed,
    };

    internal static PlayLimits Limits(Node node)
    {
        if (node.Fields(GameShapes.Limits) is not { } fields)
        {
            return PlayLimits.None;
        }

        Node day = fields.Optional("perDay");
        long? perDay = day.Whole(1, ProgrammeLimits.PlaysPerMember);
        long? total = fields.Optional("total").Whole(1, ProgrammeLimits.PlaysPerMember);
        if (perDay > total)
        {
            day.Report(Fault.PerDayAboveTotal(total.Value));
        }

        return new(perDay, total);
    }

    private static WheelGuarantee? Guarantee(Node node, SegmentList segments)
    {
        if (node.Fields(GameShapes.Guarantee) is not { } fields)
        {
            return null;
        }

        long? plays = fields.Required("plays").Whole(ProgrammeLimits.MinGuaranteePlays, ProgrammeLimits.MaxGuaranteePlays);
        Node segment = fields.Required("segment");
        string? id = segment.Id();
        segments.ReportUnlessPrize(segment, id);
        return plays is null || id is null ? null : new(plays.Value, id);
    }
}
