namespace Jifen.Simulation.Tests.World;

/// <summary>What a brand brings along from elsewhere: members with their points, and what they did in days gone by.</summary>
internal sealed class ImportDraft(SimulatedWorld world, SeededDraw draw)
{
    private const int DaysOfYear = 365;

    /// <summary>One to three lots: some never expire, some with the run still going, and some with the points earned in it.</summary>
    public OpenMember Opening(MemberKey member) => new(
        member,
        [.. Enumerable.Range(0, draw.Between(1, 3)).Select(_ => new OpeningLot(new(draw.Between(1, 40)), Expiry()))],
        draw.Chance(300) ? "gold" : null,
        draw.Chance(300) ? new([new("purchase", draw.Below(9))], draw.Below(9), draw.Below(3)) : null);

    /// <summary>The activity as one of seconds, days or years ago.</summary>
    /// <remarks>Whole years, so that the summer time of New York holds then as it does in the run.</remarks>
    public ReportActivity Kept(ReportActivity activity)
    {
        TimeSpan age = draw.Below(3) switch
        {
            0 => draw.Time(0, 20_000),
            1 => TimeSpan.FromDays(draw.Between(1, 20)),
            _ => TimeSpan.FromDays(DaysOfYear * draw.Between(1, 10)),
        };
        return activity with { At = Stamp.From(activity.At.ToInstant() - age), History = true };
    }

    private Stamp? Expiry() => draw.Below(3) switch
    {
        0 => null,
        1 => Stamp.From(world.Clock.GetUtcNow() + draw.Time(1000, 15_000)),
        _ => Stamp.From(world.Scenario.Start.AddDays(40)),
    };
}
