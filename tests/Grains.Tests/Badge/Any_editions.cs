using Jifen.Grains.Tests.Driving;

namespace Jifen.Grains.Tests.Badge;

/// <summary>Whatever the shards, the mail, crashes and raised limits do: never one badge more than its limit, and none is kept back.</summary>
public class Any_editions
{
    private const int Runs = 20;

    [Fact]
    public void Never_one_more_than_the_limit_has_a_badge_and_who_deserves_one_gets_it_while_one_is_left()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            EditionRun run = new EditionRun(seed).Run();
            run.Check();
            run.CheckDerivable();
        }
    }

    [Fact]
    public void An_edition_is_given_out_to_its_last_badge_before_anybody_misses_it()
    {
        for (ulong seed = 1001; seed <= 1000 + Runs; seed++)
        {
            new EditionRun(seed).Run(20).Empty().Check();
        }
    }

    public static TheoryData<string> Faults =>
        ["a number given twice", "a badge without its unit", "a badge forgotten", "one more than the limit", "a unit returned and kept"];

    /// <summary>The control: each planted fault is seen.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen(string fault) =>
        PlantedFault.IsSeen(fault, Runs, seed => new EditionRun(seed, fault).Run(20).Empty().Check());
}
