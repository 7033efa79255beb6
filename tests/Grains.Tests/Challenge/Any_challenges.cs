using Xunit.Sdk;

namespace Jifen.Grains.Tests.Challenge;

/// <summary>
/// Activities come in any order, late, and are refunded whole, by amount and by line, around the days on which clocks change: what a member
/// has and what it was given is what a recount from the start comes to. One that comes twice does not reach the rules: the shard answers it by
/// its key, which the simulator and the tests of retries show.
/// </summary>
public sealed class Any_challenges
{
    private const int Seeds = 250;

    [Fact]
    public void A_member_has_and_gets_what_a_recount_from_the_start_comes_to()
    {
        ChallengeTally tally = new();
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ChallengeRun run = new(seed, tally);
            run.ToTheEnd();
            run.Shard.Town.Shards[0].AssertReplays();
            if (seed % 10 == 0)
            {
                run.Shard.Town.Shards[0].AssertDerivable();
            }
        }

        Assert.True(tally is { Late: > 2000, Refunds: > 1500, Repairs: > 80, Pauses: > 100, Rewards: > 1000, Waived: > 3, Zones: > 30, Folded: > 10 }, $"{tally}");
    }

    [Fact]
    public void Control_a_late_activity_that_does_not_count_is_caught() => Caught((_, input, decision) =>
        input is ReportActivity && decision is Decided { Answer: ActivityRecorded } decided && decided.Events.OfType<ChallengeMoved>().Any(m => m.From?.Day % 5 == 0)
            ? decided with { Events = [.. decided.Events.Where(e => e is not (ChallengeMoved or ChallengeRewarded))] }
            : decision);

    [Fact]
    public void Control_a_reward_that_is_given_again_after_a_refund_is_caught() => Caught((state, input, decision) =>
        input is ReportActivity report && state.FindMember(report.Member)!.Refunds.HasRoom(default) && decision is Decided decided
            && state.FindMember(report.Member)!.Challenges.Entries is [{ Given.IsEmpty: false } entry] && decided.Events.OfType<ChallengeMoved>().Any() && decided.Events.Count % 3 == 0
            ? decided with { Events = [.. decided.Events, new ChallengeRewarded(entry.Id, entry.Shape, null, entry.Shape == "streak" ? 1 : null, 1, 1)] }
            : decision);

    [Fact]
    public void Control_a_refund_that_takes_no_progress_is_caught() => Caught((_, input, decision) =>
        input is RefundActivity && decision is Decided decided ? decided with { Events = [.. decided.Events.Where(e => e is not (ChallengeMoved or ChallengeWaived))] } : decision);

    [Fact]
    public void Control_a_waived_step_that_is_not_noted_is_caught() => Caught((_, input, decision) =>
        input is RefundActivity && decision is Decided decided ? decided with { Events = [.. decided.Events.Where(e => e is not ChallengeWaived)] } : decision);

    private static void Caught(Func<Grains.Kernel.ShardState, ShardInput, Decision, Decision> fault)
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            ChallengeRun run = new(seed, new());
            run.Shard.Town.Shards[0].Tamper = fault;
            if (Record.Exception(run.ToTheEnd) is XunitException)
            {
                return;
            }
        }

        Assert.Fail("no seed caught the fault");
    }
}
