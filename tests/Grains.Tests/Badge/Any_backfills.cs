using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Badge;

/// <summary>Whatever is published, and whenever a shard crashes: who deserves a badge has it when the shards are at rest, once.</summary>
public class Any_backfills
{
    private const int Runs = 20;

    [Fact]
    public void Badges_that_come_later_are_given_to_all_who_deserve_them_and_to_nobody_else()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            BackfillRun run = new BackfillRun(seed).Run();
            run.Check();
            run.CheckDerivable();
        }
    }

    public static TheoryData<string> Faults =>
        ["a member left out", "a walk that ends early", "a badge given twice", "a badge forgotten", "a badge to who does not deserve it"];

    /// <summary>The control: each planted fault is seen.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen(string fault) =>
        PlantedFault.IsSeen(fault, Runs, seed => new BackfillRun(seed, fault).Run().Check());
}
