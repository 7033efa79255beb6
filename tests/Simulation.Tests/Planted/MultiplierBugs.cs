using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on multipliers gone wrong.</summary>
internal static class MultiplierBugs
{
    /// <summary>What happened before the multiplier was given earns more too, if it is reported later.</summary>
    public static Decided CountsEarlier(ShardState state, ShardInput input, Decided decided)
    {
        if (input is not ReportActivity { History: null } report || decided.Answer is not ActivityRecorded { Multiplier: null } told || told.Points == Points.Zero
            || state.FindMember(report.Member)!.Multipliers.Held.FirstOrDefault(held => report.At < held.From) is not { } held)
        {
            return decided;
        }

        PointsEarned first = decided.Events.OfType<PointsEarned>().First();
        return decided with
        {
            Answer = told with { Points = told.Points + new Points(1), Available = told.Available + new Points(1) },
            Events = [.. decided.Events, first with { Rule = $"multiplier:{held.Source}", Points = new(1), Budget = null }],
        };
    }

    /// <summary>A refund keeps what the multiplier added.</summary>
    public static Decided KeepsAdded(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not PointsReversed { Rule: var rule } || !rule.StartsWith("multiplier:", StringComparison.Ordinal))] };
}
