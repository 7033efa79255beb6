namespace Jifen.Grains.Catalogue.Reading;

internal static class WheelParser
{
    /// <summary>Reads a lottery. The wheel is the only kind; a further kind branches here, on <c>kind</c>.</summary>
    public static WheelDocument? Read(Node node, IdSet lotteryIds)
    {
        if (node.Fields("id", "kind", "name", "freePlaysPerDay", "cost", "limits", "whenEmpty", "guarantee", "segments") is not { } fields)
        {
            return null;
        }

        string? id = lotteryIds.Read(fields.Required("id"));
        fields.Required("kind").OneOf("wheel");
        LocalText? name = fields.Required("name").LocalText();
        int? free = FreePlays(fields.Optional("freePlaysPerDay"));
        Points? cost = Cost(node, fields.Optional("cost"), free);
        PlayLimits limits = Limits(fields.Optional("limits"));
        WhenEmpty? whenEmpty = WhenStockIsOut(fields.Optional("whenEmpty"));
        SegmentList segments = SegmentList.Read(fields.Required("segments"), whenEmpty);
        WheelGuarantee? guarantee = Guarantee(fields.Optional("guarantee"), segments);
        return id is null || name is null ? null : new(id, name, free ?? 0, cost, limits, whenEmpty ?? default, guarantee, segments.Documents);
    }

    private static WhenEmpty? WhenStockIsOut(Node node) => node.Exists
        ? node.OneOf("fallback", "close") switch
        {
            "fallback" => WhenEmpty.Fallback,
            "close" => WhenEmpty.Close,
            _ => null,
        }
        : WhenEmpty.Fallback;

    private static int? FreePlays(Node node) => node.Exists ? (int?)node.Whole(0, ProgrammeLimits.FreePlaysPerDay) : 0;

    private static Points? Cost(Node wheel, Node cost, int? freePlays)
    {
        if (!cost.Exists && freePlays == 0)
        {
            wheel.Report(Fault.Unplayable);
        }

        return cost.Fields("points")?.Required("points").Whole(1, ProgrammeLimits.Points) is { } points ? new Points(points) : null;
    }

    private static PlayLimits Limits(Node node)
    {
        if (node.Fields("perDay", "total") is not { } fields)
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
        if (node.Fields("plays", "segment") is not { } fields)
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
