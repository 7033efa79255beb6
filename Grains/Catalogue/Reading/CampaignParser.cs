using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads the campaigns of one document, whose rule and lottery ids must differ across all of them.</summary>
internal sealed class CampaignParser(TimeParser times, RewardParser rewards)
{
    private readonly ChallengeParser challenges = new(rewards);
    private readonly PrizeParser prizes = new(rewards);
    private readonly IdSet campaignIds = new();
    private readonly EarningParser rules = new();
    private readonly IdSet lotteryIds = new();

    public CampaignDocument? Read(Node node)
    {
        if (node.Fields(ProgrammeShapes.Campaign) is not { } fields)
        {
            return null;
        }

        string? id = campaignIds.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        (Stamp? starts, Stamp? ends) = Span(fields);
        IReadOnlyList<DayPart> dayParts = DayPartParser.Read(fields.Optional("dayParts"));
        List<EarningDocument> earning = All(fields.Optional("earning").Items(0, ProgrammeLimits.EarningRules), rules.Read);
        DrawParser draws = new(times, prizes, starts, ends);
        List<LotteryDocument> lotteries = All(
            fields.Optional("lotteries").Items(0, ProgrammeLimits.Lotteries), lottery => LotteryParser.Read(lottery, lotteryIds, prizes, draws, new(times, starts, ends)));
        Node budget = fields.Optional("budget");
        List<ChallengeDocument> goals = All(
            fields.Optional("challenges").Items(0, ProgrammeLimits.Challenges), challenge => challenges.Read(challenge, budget.Exists));
        rewards.ReportOutsideBudget(budget.Exists);
        Points? points = budget.Whole(1, ProgrammeLimits.BudgetPoints) is { } most ? new(most) : null;
        if (id is null || name is null || starts is null || ends is null)
        {
            return null;
        }

        CampaignDocument campaign = new(id, name, starts.Value, ends.Value, dayParts, earning, lotteries)
        {
            Budget = points,
            Challenges = goals,
        };
        ReportBudget(budget, campaign);
        return campaign;
    }

    internal static List<T> All<T>(IReadOnlyList<Node> nodes, Func<Node, T?> read)
        where T : class
    {
        List<T> items = new(nodes.Count);
        foreach (Node node in nodes)
        {
            if (read(node) is { } item)
            {
                items.Add(item);
            }
        }

        return items;
    }

    private (Stamp? Starts, Stamp? Ends) Span(Fields fields)
    {
        Stamp? starts = times.Instant(fields.Required("starts"));
        Node end = fields.Required("ends");
        Stamp? ends = times.Instant(end);
        if (ends is { } last && starts is { } first && last <= first)
        {
            end.Report(Fault.EndsBeforeStart);
        }

        return (starts, ends);
    }

    /// <summary>What prizes may give is set aside, so it must be bounded, and the budget must hold it.</summary>
    private static void ReportBudget(Node node, CampaignDocument campaign)
    {
        if (campaign.Budget is not { } budget)
        {
            return;
        }

        foreach ((WheelDocument wheel, SegmentDocument segment) in campaign.PointsPrizes.Where(prize => prize.Segment.Stock is null))
        {
            node.Report(Fault.UnboundedPoints(wheel.Id, segment.Id));
        }

        if (campaign.PrizePoints > budget.Value)
        {
            node.Report(Fault.BudgetTooSmall(campaign.PrizePoints));
        }
    }
}
