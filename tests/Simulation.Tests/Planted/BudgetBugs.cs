using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on budgets gone wrong.</summary>
internal static class BudgetBugs
{
    /// <summary>Points of a budget are given without being taken from it.</summary>
    public static Decided DrawsNothing(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not BudgetUsed)] };

    /// <summary>An earning keeps a point back though the budget has it.</summary>
    public static Decided CutsEarly(ShardState state, ShardInput input, Decided decided) =>
        decided.Answer is ActivityRecorded { Cuts: null } recorded && decided.Events.OfType<BudgetUsed>().FirstOrDefault() is { Points.Value: > 1 }
            ? decided with
            {
                Answer = recorded with { Cuts = [new("treats", new(1))] },
                Events = [new EarningCut(recorded.Id, "treats", new(1)), .. decided.Events.Select(LessOne)],
            }
            : decided;

    /// <summary>An earning that is cut does not say so.</summary>
    public static Decided CutsSilently(ShardState state, ShardInput input, Decided decided) =>
        decided.Answer is ActivityRecorded recorded ? decided with { Answer = recorded with { Cuts = null } } : decided;

    /// <summary>What a refund takes back is lost to the budget.</summary>
    public static Decided FreesNothing(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Where(e => e is not BudgetFreed)], Messages = [.. decided.Messages.Where(m => m.Body is not UnitsHandedIn)] };

    /// <summary>An earning is told "none" when its shard asks while the treasury has nothing free, without asking the other shards.</summary>
    public static Decided RefusesWithoutRecall(ShardState state, ShardInput input, Decided decided) =>
        input is Delivery { Body: UnitsWanted wanted } && BudgetName.Is(wanted.Lottery)
            && state.Treasury(wanted.Lottery, wanted.Segment) is { IsStocked: true, Free: 0 } treasury
            ? WrongRules.ToldNone(state, treasury, wanted)
            : decided;

    /// <summary>Points that a refund takes back stay on the shard, where the treasury does not know of them.</summary>
    public static Decided KeepsFreed(ShardState state, ShardInput input, Decided decided) =>
        decided with { Messages = [.. decided.Messages.Where(m => m.Body is not UnitsHandedIn)] };

    private static GrainEvent LessOne(GrainEvent happened) => happened switch
    {
        BudgetUsed used => used with { Points = used.Points - new Points(1) },
        PointsEarned { Budget: not null } earned => earned with { Points = earned.Points - new Points(1) },
        _ => happened,
    };
}
