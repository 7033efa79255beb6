using Jifen.Grains.Kernel;

namespace Jifen.Simulation.Tests.Planted;

/// <summary>What may go wrong with test members.</summary>
internal static class TestMemberBugs
{
    /// <summary>The mark is lost with the enrolment, so that the member takes units, scores and is counted.</summary>
    public static Decided LosesMark(ShardState state, ShardInput input, Decided decided) =>
        decided with { Events = [.. decided.Events.Select(e => e is MemberEnrolled { Test: true } ? new MemberEnrolled() : e)] };

    /// <summary>A test member takes a unit with its prize.</summary>
    public static Decided TakesUnits(ShardState state, ShardInput input, Decided decided) =>
        input is Play { Member: var key } && state.FindMember(key) is { IsTest: true }
        && decided.Events.OfType<PlaySettled>().SingleOrDefault() is { Prize: true } settled && state.Lottery(settled.Lottery).Spare(settled.Segment, null) > 0
            ? decided with { Events = [.. decided.Events, new UnitUsed(settled.Segment, null) { On = $"lottery:{settled.Lottery}" }] }
            : decided;
}
