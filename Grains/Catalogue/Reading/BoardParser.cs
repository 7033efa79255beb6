using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the boards of a document, whose campaigns and rules are known.</summary>
internal sealed class BoardParser(IReadOnlyList<CampaignDocument> campaigns, RewardParser rewards)
{
    private const int DefaultGraceMinutes = 10;
    private const int DefaultKeep = 8;
    private static readonly string[] DefaultKinds = ["purchase"];

    private readonly IdSet _ids = new();

    public List<BoardDocument> All(Node node) => CampaignParser.All(node.Items(0, ProgrammeLimits.Boards), Read);

    private BoardDocument? Read(Node node)
    {
        if (node.Fields(BoardShapes.Board) is not { } fields)
        {
            return null;
        }

        string? id = _ids.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        PeriodKind? period = Period(fields.Required("period"));
        string? campaign = Campaign(fields, period);
        BoardMeasure? measure = Measure(fields, period, campaign);
        long? grace = Number(fields.Optional("grace"), 0, ProgrammeLimits.BoardGraceMinutes, DefaultGraceMinutes);
        long? keep = Number(fields.Optional("keep"), 1, ProgrammeLimits.BoardPeriodsKept, DefaultKeep);
        List<BoardTier> tiers = new BoardTierParser(rewards).All(fields.Optional("rewards"), period);
        string? budget = Budget(fields.Optional("budget"));
        BoardScope? scope = Scope(fields.Optional("scope"));
        BoardCohorts? cohorts = CohortParser.Read(fields.Optional("cohorts"), period, fields.Optional("rewards"));
        return id is null || name is null || measure is null || period is null || grace is null || keep is null
            ? null
            : new(id, name, measure, period.Value, campaign, TimeSpan.FromMinutes(grace.Value), (int)keep.Value)
            {
                Rewards = tiers.Count == 0 ? Array.Empty<BoardTier>() : tiers,
                Budget = budget,
                Scope = scope,
                Cohorts = cohorts,
            };
    }

    private BoardMeasure? Measure(Fields fields, PeriodKind? period, string? campaign)
    {
        BoardMetric? metric = Metric(fields.Required("metric"));
        IReadOnlyList<string> kinds = Named(fields.Optional("kinds"), metric is BoardMetric.Purchases or BoardMetric.Amount or null, ProgrammeLimits.Kinds, static _ => true);
        IReadOnlyList<string> rules = Named(fields.Optional("rules"), metric is BoardMetric.PointsEarned or null, ProgrammeLimits.BoardRules, IsRule);
        string? streak = new BoardStreakParser(campaigns).Read(fields, metric, period, campaign);
        return metric switch
        {
            null => null,
            BoardMetric.Streak => streak is null ? null : new(metric.Value, [streak]),
            BoardMetric.Purchases or BoardMetric.Amount => new(metric.Value, kinds.Count == 0 ? DefaultKinds : kinds),
            _ => new(metric.Value, rules),
        };
    }

    private static BoardMetric? Metric(Node node) => node.OneOf("points-earned", "purchases", "amount", "plays", "prizes", "streak") switch
    {
        "points-earned" => BoardMetric.PointsEarned,
        "purchases" => BoardMetric.Purchases,
        "amount" => BoardMetric.Amount,
        "plays" => BoardMetric.Plays,
        "prizes" => BoardMetric.Prizes,
        "streak" => BoardMetric.Streak,
        _ => null,
    };

    /// <summary>Ids that narrow what is counted, sorted; none where they are absent.</summary>
    private static IReadOnlyList<string> Named(Node node, bool belongs, int most, Func<string, bool> isKnown)
    {
        if (!node.Exists)
        {
            return [];
        }

        if (!belongs)
        {
            node.Report(Fault.UnknownProperty);
            return [];
        }

        IdSet ids = new();
        List<string> named = CampaignParser.All(node.Items(1, most), one => Known(one, ids.Read(one), isKnown, Fault.UnknownRule));
        return [.. named.Order(StringComparer.Ordinal)];
    }

    private static string? Known(Node node, string? id, Func<string, bool> isKnown, Fault fault)
    {
        if (id is not null && !isKnown(id))
        {
            node.Report(fault);
        }

        return id;
    }

    private bool IsRule(string id) => campaigns.SelectMany(campaign => campaign.Earning).Any(rule => rule.Id == id);

    private static PeriodKind? Period(Node node) => node.OneOf("day", "week", "month", "campaign", "all-time") switch
    {
        "day" => PeriodKind.Day,
        "week" => PeriodKind.Week,
        "month" => PeriodKind.Month,
        "campaign" => PeriodKind.Campaign,
        "all-time" => PeriodKind.AllTime,
        _ => null,
    };

    /// <summary>Only a period of a campaign's days names one.</summary>
    private string? Campaign(Fields fields, PeriodKind? period)
    {
        if (period == PeriodKind.Campaign)
        {
            Node named = fields.Required("campaign");
            return Known(named, named.Id(), id => campaigns.Any(campaign => campaign.Id == id), Fault.UnknownCampaign);
        }

        if (period is not null && fields.Optional("campaign") is { Exists: true } superfluous)
        {
            superfluous.Report(Fault.UnknownProperty);
        }

        return null;
    }

    /// <summary>One of the lists at least is there.</summary>
    private static BoardScope? Scope(Node node)
    {
        if (!node.Exists || node.Fields(BoardShapes.Scope) is not { } fields)
        {
            return null;
        }

        IReadOnlyList<string>[] lists = [.. ((string[])["regions", "segments", "tiers"]).Select(list =>
            Named(fields.Optional(list), belongs: true, ProgrammeLimits.BoardScopeIds, static _ => true))];
        if (!fields.Optional("regions").Exists && !fields.Optional("segments").Exists && !fields.Optional("tiers").Exists)
        {
            node.Report(Fault.TooFew(1));
        }

        return new(lists[0], lists[1], lists[2]);
    }

    private string? Budget(Node node)
    {
        string? id = node.Id();
        CampaignDocument? campaign = campaigns.FirstOrDefault(one => one.Id == id);
        if (id is not null && campaign?.Budget is null)
        {
            node.Report(campaign is null ? Fault.UnknownCampaign : Fault.NoBudget);
        }

        return id;
    }

    private static long? Number(Node node, long least, long most, long otherwise) => node.Exists ? node.Whole(least, most) : otherwise;
}
