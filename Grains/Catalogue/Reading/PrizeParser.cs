using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads what a segment, a card or a reward gives; a further kind branches here.</summary>
/// <param name="rewards">Checks what a prize names, when all is read.</param>
internal sealed class PrizeParser(RewardParser rewards)
{
    private static readonly string[] Own = ["points", "name", "pool", "otherwise", "delivery", "factor", "hours", "kinds", "lottery", "count", "badge"];

    /// <param name="node">Null for nothing.</param>
    /// <param name="standsIn">A coupon says what is given where no code is left. A segment has its fallback for that.</param>
    public Prize? Read(Node node, bool standsIn)
    {
        if (node.IsNull)
        {
            return new NoPrize();
        }

        Fields? fields = node.Fields(PrizeShapes.OfCard);
        Node? kind = fields?.Required("kind");
        switch (kind?.Text())
        {
            case null:
                return null;
            case "points":
                Refuse(fields!, "points");
                return Points(fields!);
            case "goods":
                Refuse(fields!, "name", "delivery");
                return Goods(fields!);
            case "coupon":
                Refuse(fields!, standsIn ? ["name", "pool", "otherwise"] : ["name", "pool"]);
                return Coupon(fields!, standsIn);
            case "multiplier":
                Refuse(fields!, "name", "factor", "hours", "kinds");
                return Multiplier(fields!);
            case "tickets":
                Refuse(fields!, "lottery", "count");
                return Tickets(fields!);
            case "badge":
                Refuse(fields!, "badge", "otherwise");
                return Badge(fields!);
            default:
                kind.Report(Fault.UnknownValue("points, goods, coupon, multiplier, tickets, badge"));
                return null;
        }
    }

    private TicketPrize? Tickets(Fields fields) => rewards.Tickets(fields) is { } tickets ? new(tickets.Lottery, tickets.Count) : null;

    private BadgePrize? Badge(Fields fields)
    {
        string? badge = rewards.Badge(fields.Required("badge"), BadgeUse.Prize);
        Node otherwise = fields.Required("otherwise");
        Points? points = StandIn(otherwise)?.Points;
        if (points is not null)
        {
            rewards.StandsIn(otherwise);
        }

        return badge is null ? null : new(badge) { Otherwise = points };
    }

    private static GoodsPrize? Goods(Fields fields)
    {
        Node delivery = fields.Optional("delivery");
        string? how = delivery.Exists ? delivery.OneOf("address", "collect") : null;
        return fields.Required("name").LocalText() is { } name
            ? new(name) { Delivery = how switch { "address" => GoodsDelivery.Address, "collect" => GoodsDelivery.Collect, _ => null } }
            : null;
    }

    /// <summary>Reads a coupon whose kind is said by its place.</summary>
    public static CouponPrize? Coupon(Node node) => node.Fields(PrizeShapes.Coupon) is { } fields ? Coupon(fields, standsIn: true) : null;

    /// <summary>Reads a multiplier whose kind is said by its place.</summary>
    public static MultiplierPrize? Multiplier(Node node) => node.Fields(PrizeShapes.Multiplier) is { } fields ? Multiplier(fields) : null;

    private static MultiplierPrize? Multiplier(Fields fields)
    {
        LocalText? name = fields.Required("name").LocalText();
        long? factor = EarningParser.Factor(fields.Required("factor"));
        long? hours = fields.Required("hours").Whole(1, ProgrammeLimits.MultiplierHours);
        Node kinds = fields.Optional("kinds");
        IdSet ids = new();
        List<string>? named = kinds.Exists ? CampaignParser.All(kinds.Items(1, ProgrammeLimits.Kinds), ids.Read) : null;
        return name is null || factor is null || hours is null ? null : new(name, factor.Value, (int)hours.Value, named);
    }

    private static CouponPrize? Coupon(Fields fields, bool standsIn)
    {
        string? pool = fields.Required("pool").Id();
        LocalText? name = fields.Required("name").LocalText();
        Points? otherwise = standsIn ? StandIn(fields.Required("otherwise"))?.Points : null;
        return pool is null || name is null ? null : new(pool, name) { Otherwise = otherwise };
    }

    /// <summary>Points or nothing: what stands in must not run out itself.</summary>
    private static PointsPrize? StandIn(Node node)
    {
        Fields? fields = node.IsNull ? null : node.Fields(PrizeShapes.OfPoints);
        return fields?.Required("kind").OneOf("points") is null ? null : Points(fields!);
    }

    private static PointsPrize? Points(Fields fields) => fields.Required("points").Whole(1, ProgrammeLimits.Points) is { } points ? new(new(points)) : null;

    /// <summary>Properties of the other kinds have no place here.</summary>
    private static void Refuse(Fields fields, params string[] own)
    {
        foreach (Node other in Own.Except(own).Select(fields.Optional).Where(node => node.Exists))
        {
            other.Report(Fault.UnknownProperty);
        }
    }
}
