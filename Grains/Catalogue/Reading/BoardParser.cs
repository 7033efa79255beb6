namespace Jifen.Grains.Catalogue.Reading;

internal static class BoardParser
{
    private const int DefaultGraceMinutes = 10;
    private const int DefaultKeep = 8;

    public static List<BoardDocument> All(Node node)
    {
        IdSet ids = new();
        return CampaignParser.All(node.Items(0, ProgrammeLimits.Boards), board => Read(board, ids));
    }

    private static BoardDocument? Read(Node node, IdSet ids)
    {
        if (node.Fields("id", "name", "metric", "period", "grace", "keep") is not { } fields)
        {
            return null;
        }

        string? id = ids.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        fields.Required("metric").OneOf("points-earned");
        PeriodKind? period = Period(fields.Required("period"));
        long? grace = Number(fields.Optional("grace"), 0, ProgrammeLimits.BoardGraceMinutes, DefaultGraceMinutes);
        long? keep = Number(fields.Optional("keep"), 1, ProgrammeLimits.BoardPeriodsKept, DefaultKeep);
        return id is null || name is null || period is null || grace is null || keep is null
            ? null
            : new(id, name, BoardMetric.PointsEarned, period.Value, TimeSpan.FromMinutes(grace.Value), (int)keep.Value);
    }

    private static PeriodKind? Period(Node node) => node.OneOf("day", "week", "all-time") switch
    {
        "day" => PeriodKind.Day,
        "week" => PeriodKind.Week,
        "all-time" => PeriodKind.AllTime,
        _ => null,
    };

    private static long? Number(Node node, long least, long most, long otherwise) => node.Exists ? node.Whole(least, most) : otherwise;
}
