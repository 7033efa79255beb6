using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>
/// Reads what challenges give. Lotteries and badges may stand anywhere in the document, so what names them is checked when all is read.
/// </summary>
internal sealed class RewardParser
{
    private readonly List<(Node Node, string Lottery)> lotteries = [];
    private readonly List<Node> standIns = [];
    private readonly List<(Node Node, string Badge, BadgeUse Use)> badges = [];

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

        return new(points.Whole(1, ProgrammeLimits.Points) is { } many ? new(many) : null, tickets.Fields(PrizeShapes.Tickets) is { } own ? Tickets(own) : null, Badge(badge, BadgeUse.Reward))
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
            badges.AddRange(id is null ? [] : [(item, id, BadgeUse.Member)]);
            return id;
        });
    }

    /// <summary>A badge that something gives; null where the node is none.</summary>
    public string? Badge(Node node, BadgeUse use)
    {
        string? id = node.Id();
        badges.AddRange(id is null ? [] : [(node, id, use)]);
        return id;
    }

    /// <summary>Points stand in for something that the campaign may not be able to give.</summary>
    public void StandsIn(Node node) => standIns.Add(node);

    /// <summary>Reports what names nothing, and badges that are earned instead of given.</summary>
    public void Check(IReadOnlyList<CampaignDocument> campaigns, IReadOnlyList<BadgeDocument> known)
    {
        HashSet<string> played = [.. campaigns.SelectMany(campaign => campaign.Lotteries).Select(lottery => lottery.Id)];
        foreach ((Node node, _) in lotteries.Where(named => !played.Contains(named.Lottery)))
        {
            node.Report(Fault.UnknownLottery);
        }

        foreach ((Node node, string id, BadgeUse use) in badges)
        {
            if (FaultOf(known.FirstOrDefault(one => one.Id == id), use) is { } fault)
            {
                node.Report(fault);
            }
        }
    }

    /// <summary>Reports what was read since the last call for which points stand in: its campaign has a budget.</summary>
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

    /// <param name="fields">Those of <see cref="PrizeShapes.Tickets"/>, others among them.</param>
    public TicketReward? Tickets(Fields fields)
    {
        Node lottery = fields.Required("lottery");
        string? id = lottery.Id();
        long? count = fields.Required("count").Whole(1, ProgrammeLimits.Tickets);
        lotteries.AddRange(id is null ? [] : [(lottery, id)]);
        return id is null || count is null ? null : new(id, (int)count.Value);
    }

    private static Fault? FaultOf(BadgeDocument? badge, BadgeUse use) =>
        badge is null ? Fault.UnknownBadge
        : use == BadgeUse.Member ? null
        : badge.Criteria.Counter != BadgeCounter.Given ? Fault.NotGiven
        : use == BadgeUse.Prize && badge.Limit is not null ? Fault.LimitedPrize
        : null;
}

/// <summary>What a badge is named for.</summary>
internal enum BadgeUse
{
    /// <summary>It belongs to a set.</summary>
    Member,

    /// <summary>It is given once something is reached.</summary>
    Reward,

    /// <summary>It is won: who is told so gets it, so that it cannot run out.</summary>
    Prize,
}
