namespace Jifen.Grains.Member.Refunds;

/// <summary>An activity as its record tells of it.</summary>
/// <param name="Recorded">Stamp of the record.</param>
/// <param name="Catalogue">Version of the catalogue that it was counted under.</param>
/// <param name="Events">All events of the record.</param>
internal sealed record CountedActivity(ReportActivity Report, Stamp Recorded, long Catalogue, IReadOnlyList<GrainEvent> Events)
{
    /// <summary>Programme day that it counted for.</summary>
    public DateOnly Day => Events.OfType<ActivityCounted>().Single().Day;

    /// <summary>What it gave, by rule and line.</summary>
    public IReadOnlyList<PointsEarned> Earned { get; } = [.. Events.OfType<PointsEarned>().Where(earned => earned.Cause == Report.Id)];

    /// <summary>Lines of the activity, and last what is in none of them.</summary>
    public IReadOnlyList<RefundPart> Parts { get; } = PartsOf(Report);

    /// <summary>Room under caps that points taken back leave free.</summary>
    public IEnumerable<CapFreed> Freed(IReadOnlyList<PointsReversed> reversed)
    {
        foreach (CapUsed used in Events.OfType<CapUsed>())
        {
            Points points = new(reversed.Where(one => one.Rule == used.Rule).Sum(one => one.Points.Value));
            if (points > Points.Zero)
            {
                yield return new(used.Rule, used.Day, points);
            }
        }
    }

    /// <summary>Points taken back that budgets gave, by campaign.</summary>
    public IEnumerable<(string Campaign, Points Points)> Drawn(IReadOnlyList<PointsReversed> reversed) =>
        from earned in Earned
        where earned.Budget is not null
        group reversed.Where(one => one.Rule == earned.Rule && one.Line == earned.Line).Sum(one => one.Points.Value) by earned.Budget into budget
        where budget.Sum() > 0
        select (budget.Key, new Points(budget.Sum()));

    private static IReadOnlyList<RefundPart> PartsOf(ReportActivity report)
    {
        IReadOnlyList<ActivityLine> lines = report.Lines ?? [];
        long rest = report.Amount - lines.Sum(line => line.Amount);
        return [.. lines.Select((line, index) => new RefundPart(index, line.Amount)), new(null, rest)];
    }
}
