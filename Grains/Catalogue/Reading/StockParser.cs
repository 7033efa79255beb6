using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the stock of a prize.</summary>
/// <param name="Times">Reads instants.</param>
/// <param name="Starts">First instant of the campaign, where it could be read.</param>
/// <param name="Ends">First instant after the campaign, where it could be read.</param>
internal sealed record StockParser(TimeParser Times, Stamp? Starts, Stamp? Ends)
{
    private const int Hour = 60;

    public StockRule? Read(Node node)
    {
        if (node.Fields(GameShapes.Stock) is not { } fields)
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

        DripRule? drip = Drip(fields.Optional("drip"), total);
        return total is null ? null : new(total.Value, perDay) { Drip = drip };
    }

    private DripRule? Drip(Node node, long? total)
    {
        if (node.Fields(GameShapes.Drip) is not { } fields)
        {
            return null;
        }

        if (total == 0)
        {
            node.Report(Fault.DripWithoutUnits);
        }

        Node every = fields.Optional("everyMinutes");
        long? minutes = every.Exists ? every.Whole(1, ProgrammeLimits.DripMinutes) : Hour;
        Stamp? from = Within(fields.Optional("from"));
        Node end = fields.Optional("to");
        Stamp? to = Within(end);
        if (to <= (from ?? Starts))
        {
            end.Report(Fault.EndsBeforeStart);
        }

        return minutes is null ? null : new(from, to, (int)minutes.Value);
    }

    /// <summary>Reports an instant that is not of the campaign; its first and its last are.</summary>
    private Stamp? Within(Node node)
    {
        Stamp? at = Times.Instant(node);
        if (at < Starts || at > Ends)
        {
            node.Report(Fault.OutsideCampaign);
        }

        return at;
    }
}
