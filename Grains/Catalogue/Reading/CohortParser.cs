using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads how the members of a board compete in cohorts.</summary>
internal static class CohortParser
{
    /// <param name="node">The board's cohorts, there or not.</param>
    /// <param name="period">The board's; null where it could not be read.</param>
    /// <param name="rewards">The board's rewards, there or not.</param>
    public static BoardCohorts? Read(Node node, PeriodKind? period, Node rewards)
    {
        if (!node.Exists)
        {
            return null;
        }

        if (period == PeriodKind.AllTime)
        {
            node.Report(Fault.NeverSettled);
        }

        if (rewards.Exists)
        {
            rewards.Report(Fault.RewardsBesideCohorts);
        }

        return node.Fields(CohortShapes.Cohorts) is { } fields ? Read(fields) : null;
    }

    private static BoardCohorts? Read(Fields fields)
    {
        long? size = fields.Required("size").Whole(ProgrammeLimits.CohortLeast, ProgrammeLimits.CohortMost);
        IdSet ids = new();
        List<BoardDivision> divisions = CampaignParser.All(fields.Required("divisions").Items(1, ProgrammeLimits.Divisions), node => Division(node, ids));
        long? promote = fields.Required("promote").Whole(0, ProgrammeLimits.CohortMost);
        Node demoted = fields.Required("demote");
        long? demote = demoted.Whole(0, ProgrammeLimits.CohortMost);
        if (promote + demote > size)
        {
            demoted.Report(Fault.CohortTooSmall(size.Value));
        }

        return size is null || promote is null || demote is null || divisions.Count == 0 ? null : new((int)size.Value, divisions, (int)promote.Value, (int)demote.Value);
    }

    private static BoardDivision? Division(Node node, IdSet ids)
    {
        if (node.Fields(CohortShapes.Division) is not { } fields)
        {
            return null;
        }

        string? id = ids.Read(fields.Required("id"));
        LocalText? name = fields.Required("name").LocalText();
        return id is null || name is null ? null : new(id, name);
    }
}
