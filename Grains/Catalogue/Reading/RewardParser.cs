using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>
/// Reads what challenges give. Lotteries and badges may stand anywhere in the document, so what names them is checked when all is read.
/// </summary>
internal sealed class RewardParser
{
    private readonly List<(Node Node, string Lottery)> lotteries = [];
    private readonly List<Node> standIns = [];
    private readonly List<(Node Node, string Badge, bool MustBeGiven)> badges = [];

    public ChallengeReward? Read(Node node) => node.Fields(PrizeShapes.Reward) is { } fields ? Read(node, fields) : null;

    /// <param name="node">The object that has these properties.</param>
    /// <param name="fields">Its properties, others among them.</param>
    public ChallengeReward? Read(Node node, Fields fields)
    {
        (Node points, Node tickets, Node badge) = (fields.Optional("points"), fields.Optional("tickets"), fields.Optional("badge"));
        (Node coupon, Node multiplier) = (fields.Optional("coupon"), fields.Optional("multiplier"));
        if (!points.Exists && !tickets.Exists && !badge.Exists && !coupon.Exists && !multiplier.Exists)
        {
            node.Report(Fault.NoReward);
            return null;
        }

        string? given = badge.Id();
        if (given is not null)
        {
            badges.Add((badge, given, true));
        }

        return new(points.Whole(1, ProgrammeLimits.Points) is { } many ? new(many) : null, Tickets(tickets), given)
        {
            Coupon = Coupon(coupon),
            Multiplier = multiplier.Exists ? PrizeParser.Multiplier(multiplier) : null,
        };
    }

    /// <summary>Badges of a set.</summary>
    public IReadOnlyList<string> Badges(Node node)
    {
        IdSet named = new();
        return CampaignParser.All(node.Items(1, ProgrammeLimits.SetMembers), item =>
        {
            string? id = named.Read(item);
            badges.AddRange(id is null ? [] : [(item, id, false)]);
            return id;
        });
    }

    /// <summary>Reports what names nothing, and badges that are earned instead of given.</summary>
    public void Check(IReadOnlyList<CampaignDocument> campaigns, IReadOnlyList<BadgeDocument> known)
    {
        HashSet<string> played = [.. campaigns.SelectMany(campaign => campaign.Lotteries).Select(lottery => lottery.Id)];
        foreach ((Node node, _) in lotteries.Where(named => !played.Contains(named.Lottery)))
        {
            node.Report(Fault.UnknownLottery);
        }

        foreach ((Node node, string id, bool mustBeGiven) in badges)
        {
            BadgeDocument? badge = known.FirstOrDefault(one => one.Id == id);
            if (badge is null || (mustBeGiven && badge.Criteria.Counter != BadgeCounter.Given))
            {
                node.Report(badge is null ? Fault.UnknownBadge : Fault.NotGiven);
            }
        }
    }

    /// <summary>Reports the coupons read since the last call for which points stand in: their campaign has a budget.</summary>
    public void ReportOutsideBudget(bool budgeted)
    {
        foreach (Node node in budgeted ? standIns : [])
        {
            node.Report(Fault.OutsideBudget);
        }

        standIns.Clear();
    }

    private CouponPrize? Coupon(Node node)
    {
        CouponPrize? coupon = node.Exists ? PrizeParser.Coupon(node) : null;
        standIns.AddRange(coupon?.Otherwise is not null ? [node] : []);
        return coupon;
    }

    private TicketReward? Tickets(Node node)
    {
        if (node.Fields(PrizeShapes.Tickets) is not { } fields)
        {
            return null;
        }

        Node lottery = fields.Required("lottery");
        string? id = lottery.Id();
        long? count = fields.Required("count").Whole(1, ProgrammeLimits.Tickets);
        lotteries.AddRange(id is null ? [] : [(lottery, id)]);
        return id is null || count is null ? null : new(id, (int)count.Value);
    }
}
