using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>Single decisions on cohorts gone wrong.</summary>
internal static class CohortBugs
{
    /// <summary>The owner forgets one of those whom it has seated: a cohort comes to hold too many.</summary>
    public static Decided LosesCount(ShardState state, ShardInput input, Decided decided) => decided.Events is [CohortsFilled filled] && filled.Members[0] % 4 == 0
        ? decided with { Events = [filled with { Members = [filled.Members[0] - 1, .. filled.Members.Skip(1)] }] }
        : decided;

    /// <summary>A slice seats a member in another cohort than it was given, where it has company of its own.</summary>
    public static Decided SeatsElsewhere(ShardState state, ShardInput input, Decided decided) => decided.Events is [CohortGiven { Cohort: > 1 } given, ..]
        ? decided with { Events = [given with { Cohort = given.Cohort - 1 }, .. decided.Events.Skip(1)] }
        : decided;

    /// <summary>Who rises is told so by two divisions.</summary>
    public static Decided PromotesTwice(ShardState state, ShardInput input, Decided decided) => decided with
    {
        Messages = [.. decided.Messages.Select(message => message.Body is DivisionsMoved moved
            ? message with { Body = moved with { Moves = [.. moved.Moves.Select(move => move with { Division = move.Division == 1 ? 2 : move.Division })] } }
            : message)],
    };

    /// <summary>A slice forgets one of its members who rise or fall.</summary>
    public static Decided ForgetsOne(ShardState state, ShardInput input, Decided decided) =>
        decided.Events is [DivisionSet, ..] ? decided with { Events = [.. decided.Events.Skip(1)] } : decided;

    /// <summary>A member is told that it came from a division above the one in which it was.</summary>
    public static Decided TellsOtherwise(ShardState state, ShardInput input, Decided decided) =>
        decided.Events is [DivisionTold told] ? decided with { Events = [told with { From = told.From + 1 }] } : decided;

    /// <summary>The owner takes a slice for the last one: who stands on the others is not looked at.</summary>
    public static Decided RanksTooEarly(ShardState state, ShardInput input, Decided decided) => decided.Events is [CohortsCompletionCounted counted] && state.ShardCount > 1
        ? decided with { Events = [counted, new CohortsSettled(counted.Period) { On = counted.On }] }
        : decided;
}
