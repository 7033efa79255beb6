using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the badges of a document and the sets of them.</summary>
/// <param name="prizes">Reads what whole sets give.</param>
internal sealed class BadgeParser(PrizeParser prizes)
{
    private static readonly string[] DefaultKinds = ["purchase"];

    private readonly IdSet badgeIds = new();
    private readonly IdSet setIds = new();
    private readonly HashSet<string> badges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> grandBadges = new(StringComparer.Ordinal);

    public (List<BadgeDocument> Badges, List<BadgeSetDocument> Sets) Read(Node badgeList, Node setList)
    {
        List<BadgeDocument> read = CampaignParser.All(badgeList.Items(0, ProgrammeLimits.Badges), Badge);
        List<BadgeSetDocument> sets = CampaignParser.All(setList.Items(0, ProgrammeLimits.BadgeSets), Set);
        ReportCircles(sets);
        return (read, sets);
    }

    private BadgeDocument? Badge(Node node)
    {
        if (node.Fields(GoalShapes.Badge) is not { } fields)
        {
            return null;
        }

        string? id = badgeIds.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        BadgeCriteria? criteria = Criteria(fields.Required("criteria"));
        bool hidden = fields.Optional("hidden").Flag() ?? false;
        Node limit = fields.Optional("limit");
        long? most = limit.Exists ? limit.Whole(1, ProgrammeLimits.BadgeLimit) : null;
        badges.Add(id ?? "");
        return id is null || name is null || criteria is null ? null : new(id, name, criteria) { Hidden = hidden, Limit = most };
    }

    private static BadgeCriteria? Criteria(Node node)
    {
        if (node.Fields(GoalShapes.Criteria) is not { } fields)
        {
            return null;
        }

        BadgeCounter? counter = Counter(fields.Required("counter"));
        IReadOnlyList<string> kinds = Kinds(fields.Optional("kinds"), counter);
        long? least = AtLeast(fields, counter);
        return counter is null || least is null ? null : new(counter.Value, kinds, least.Value);
    }

    /// <summary>What challenges give has no number to reach.</summary>
    private static long? AtLeast(Fields fields, BadgeCounter? counter)
    {
        if (counter != BadgeCounter.Given)
        {
            return fields.Required("atLeast").Whole(1, ProgrammeLimits.BadgeAtLeast);
        }

        Node least = fields.Optional("atLeast");
        if (least.Exists)
        {
            least.Report(Fault.UnknownProperty);
        }

        return 1;
    }

    private static BadgeCounter? Counter(Node node) => node.OneOf("purchases", "plays", "points-earned", "wins", "given") switch
    {
        "purchases" => BadgeCounter.Purchases,
        "plays" => BadgeCounter.Plays,
        "points-earned" => BadgeCounter.PointsEarned,
        "wins" => BadgeCounter.Wins,
        "given" => BadgeCounter.Given,
        _ => null,
    };

    /// <summary>Only purchases have kinds.</summary>
    private static IReadOnlyList<string> Kinds(Node node, BadgeCounter? counter)
    {
        if (counter is not (BadgeCounter.Purchases or null) && node.Exists)
        {
            node.Report(Fault.UnknownProperty);
            return [];
        }

        IdSet ids = new();
        return node.Exists
            ? CampaignParser.All(node.Items(1, ProgrammeLimits.Kinds), ids.Read)
            : counter == BadgeCounter.Purchases ? DefaultKinds : [];
    }

    private BadgeSetDocument? Set(Node node)
    {
        if (node.Fields(GoalShapes.BadgeSet) is not { } fields)
        {
            return null;
        }

        string? id = setIds.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        IdSet named = new();
        List<string> members = CampaignParser.All(fields.Required("badges").Items(1, ProgrammeLimits.BadgesInSet), badge => Known(badge, named));
        Prize? grand = Grand(fields.Required("grand"), id);
        return id is null || name is null || grand is null ? null : new(id, name, members, grand);
    }

    private string? Known(Node node, IdSet named)
    {
        string? id = named.Read(node);
        if (id is not null && !badges.Contains(id))
        {
            node.Report(Fault.UnknownBadge);
        }

        return id;
    }

    /// <summary>All that can be won, but not nothing: nobody collects for that.</summary>
    private Prize? Grand(Node node, string? set)
    {
        Prize? prize = prizes.Read(node, standsIn: true);
        if (prize is NoPrize)
        {
            node.Report(Fault.NothingForSet);
        }

        if (prize is BadgePrize && set is not null)
        {
            grandBadges.TryAdd(set, node);
        }

        return prize;
    }

    /// <summary>A set that asks for the badge which it leads to could not be complete without being so already.</summary>
    private void ReportCircles(IReadOnlyList<BadgeSetDocument> sets)
    {
        foreach (BadgeSetDocument set in sets)
        {
            HashSet<string> reached = new(StringComparer.Ordinal);
            Follow(set, sets, reached);
            if (set.Badges.Any(reached.Contains))
            {
                grandBadges[set.Id].Report(Fault.GrandCycle);
            }
        }
    }

    /// <summary>Adds the badges to which the set's grand prize leads.</summary>
    private static void Follow(BadgeSetDocument set, IReadOnlyList<BadgeSetDocument> sets, HashSet<string> reached)
    {
        if (set.Grand is not BadgePrize { Badge: var badge } || !reached.Add(badge))
        {
            return;
        }

        foreach (BadgeSetDocument next in sets.Where(next => next.Badges.Contains(badge)))
        {
            Follow(next, sets, reached);
        }
    }
}
