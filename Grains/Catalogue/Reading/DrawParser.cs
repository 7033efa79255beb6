using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads a prize draw.</summary>
/// <param name="Times">Reads instants.</param>
/// <param name="Gifts">Reads what is won.</param>
/// <param name="Starts">First instant of the campaign, where it could be read.</param>
/// <param name="Ends">First instant after the campaign, where it could be read.</param>
internal sealed record DrawParser(TimeParser Times, PrizeParser Gifts, Stamp? Starts, Stamp? Ends)
{
    public DrawDocument? Read(Node node, IdSet lotteryIds)
    {
        if (node.Fields(GameShapes.Draw) is not { } fields)
        {
            return null;
        }

        string? id = lotteryIds.Read(fields.Required("id"));
        fields.Required("kind").OneOf(LotteryParser.Draw);
        LocalText? name = fields.Required("name").LocalText();
        int? free = WheelParser.FreePlays(fields.Optional("freePlaysPerDay"));
        bool tickets = fields.Optional("tickets").Flag() ?? false;
        Points? cost = WheelParser.Cost(node, fields.Optional("cost"), tickets ? null : free);
        MinorRule minors = WheelParser.Minors(fields.Optional("minors"));
        PlayLimits limits = WheelParser.Limits(fields.Optional("limits"));
        DrawTimes? times = Schedule(fields);
        List<DrawPrizeDocument> prizes = Prizes(fields.Required("prizes"));
        long? hours = fields.Optional("claim").Fields(GameShapes.Claim)?.Required("hours").Whole(1, ProgrammeLimits.ClaimHours);
        long? substitutes = Substitutes(fields.Optional("substitutes"), prizes, fields.Optional("claim").Exists);
        return id is null || name is null || times is null || substitutes is null
            ? null
            : new(id, name, free ?? 0, cost, limits, times, prizes, (int)substitutes.Value, (int?)hours) { Minors = minors, Tickets = tickets };
    }

    private DrawTimes? Schedule(Fields fields)
    {
        Node opening = fields.Optional("opens");
        Stamp? opens = Within(opening, Times.Instant(opening));
        Node closing = fields.Required("closes");
        if (closing.Fields(GameShapes.Closes) is not { } closes)
        {
            return null;
        }

        (Node once, Node daily) = (closes.Optional("at"), closes.Optional("daily"));
        if (once.Exists == daily.Exists)
        {
            closing.Report(Fault.EitherOr("at", "daily"));
            return null;
        }

        int? minute = daily.Exists ? TimeParser.Minute(daily, allowsMidnightAfter: false) : null;
        Stamp? at = once.Exists ? Within(once, Times.Instant(once)) : null;
        if (at <= opens)
        {
            once.Report(Fault.EndsBeforeStart);
        }

        return minute is null && at is null ? null : new(opens, at, minute);
    }

    /// <summary>Reports an instant that is not of the campaign. A draw may close with it.</summary>
    private Stamp? Within(Node node, Stamp? at)
    {
        if (at is { } instant && (instant <= Starts || instant > Ends))
        {
            node.Report(Fault.OutsideCampaign);
        }

        return at;
    }

    private List<DrawPrizeDocument> Prizes(Node node)
    {
        IdSet ids = new();
        List<DrawPrizeDocument> prizes = CampaignParser.All(node.Items(1, ProgrammeLimits.DrawPrizes), item => Prize(item, ids));
        if (prizes.Aggregate(0L, static (sum, prize) => sum + prize.Count) > ProgrammeLimits.Drawn)
        {
            node.Report(Fault.DrawTooLarge);
        }

        return prizes;
    }

    private DrawPrizeDocument? Prize(Node node, IdSet ids)
    {
        if (node.Fields(GameShapes.DrawPrize) is not { } fields)
        {
            return null;
        }

        string? id = ids.Read(fields.Required("id"));
        LocalText? label = fields.Required("label").LocalText();
        long? count = fields.Required("count").Whole(1, ProgrammeLimits.Drawn);
        Node given = fields.Required("prize");
        Prize? prize = Gifts.Read(given, standsIn: true);
        if (prize is NoPrize)
        {
            given.Report(Fault.NothingToWin);
        }

        else if (prize is CouponPrize)
        {
            given.Report(Fault.UnknownValue("points, goods, multiplier, tickets, badge"));
        }

        return id is null || label is null || count is null || prize is null ? null : new(id, label, (int)count.Value, prize);
    }

    /// <summary>Without a time to claim in nobody fails to, so that substitutes would wait for ever.</summary>
    private static long? Substitutes(Node node, List<DrawPrizeDocument> prizes, bool claims)
    {
        if (!node.Exists)
        {
            return 0;
        }

        long winners = prizes.Aggregate(0L, static (sum, prize) => sum + prize.Count);
        long? substitutes = node.Whole(0, ProgrammeLimits.Drawn);
        if (substitutes > 0 && !claims)
        {
            node.Report(Fault.SubstitutesUnused);
        }
        else if (substitutes > 0 && winners + substitutes > ProgrammeLimits.Drawn)
        {
            node.Report(Fault.DrawTooLarge);
        }

        return substitutes;
    }
}
