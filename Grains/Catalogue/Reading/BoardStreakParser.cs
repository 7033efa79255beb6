namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads which streak a board counts, and whether its period can count it.</summary>
internal sealed class BoardStreakParser(IReadOnlyList<CampaignDocument> campaigns)
{
    /// <param name="fields">The board's.</param>
    /// <param name="metric">The board's; null where it could not be read.</param>
    /// <param name="period">The board's; null where it could not be read.</param>
    /// <param name="campaign">Whose days are the period; null where they are not a campaign's.</param>
    /// <returns>The challenge's id; null where the board counts something else, or the id could not be read.</returns>
    public string? Read(Fields fields, BoardMetric? metric, PeriodKind? period, string? campaign)
    {
        if (metric != BoardMetric.Streak)
        {
            if (metric is not null && fields.Optional("streak") is { Exists: true } superfluous)
            {
                superfluous.Report(Fault.UnknownProperty);
            }

            return null;
        }

        if (period == PeriodKind.Day)
        {
            fields.Required("period").Report(Fault.StreakOfADay);
        }

        Node node = fields.Required("streak");
        string? id = node.Id();
        if (id is not null)
        {
            Check(node, id, period, fields.Optional("campaign"), campaign);
        }

        return id;
    }

    private void Check(Node node, string id, PeriodKind? period, Node campaignNode, string? campaign)
    {
        CampaignDocument? of = campaigns.FirstOrDefault(one => GoalOf(one, id) is not null);
        if (of is null || GoalOf(of, id) is not { } goal)
        {
            node.Report(Fault.UnknownStreak);
        }
        else if (goal.InMemberZone && period is not (PeriodKind.AllTime or null))
        {
            node.Report(Fault.StreakOfMemberZone);
        }
        else if (campaign is not null && campaign != of.Id)
        {
            node.Report(Fault.StreakOfAnother);
        }
        else if (campaign is not null && of.Ends.Microseconds - of.Starts.Microseconds > TimeSpan.FromDays(ProgrammeLimits.StreakBoardDays).Ticks / TimeSpan.TicksPerMicrosecond)
        {
            campaignNode.Report(Fault.StreakTooLong);
        }
    }

    private static StreakGoal? GoalOf(CampaignDocument campaign, string id) => campaign.Challenges.FirstOrDefault(challenge => challenge.Id == id)?.Goal as StreakGoal;
}
