using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Draws;

/// <summary>Whatever the shards, the mail and the days do: winners are distinct, recomputable, and have their prize once.</summary>
public class Any_draws
{
    private const int Runs = 60;

    [Fact]
    public void Winners_are_those_of_a_naive_draw_and_have_their_prizes_once()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            DrawRun run = new(seed);
            run.Play();
            run.End();
            run.Check();
        }
    }

    [Fact]
    public void The_same_entries_and_seed_give_the_same_winners_on_any_number_of_shards()
    {
        for (ulong seed = 2001; seed <= 2000 + 10; seed++)
        {
            List<IReadOnlyDictionary<string, string>> drawn = [];
            foreach (int shards in (int[])[1, 2, 7])
            {
                EntriesOnly run = new(seed, shards);
                drawn.Add(run.Drawn());
            }

            Assert.NotEmpty(drawn[0]);
            Assert.Equal(drawn[0], drawn[1]);
            Assert.Equal(drawn[0], drawn[2]);
        }
    }

    public static TheoryData<string> Faults =>
    [
        "an entry not counted", "a late entry", "a shard's smallest slip forgotten", "a winner twice", "a prize never ended", "a prize paid twice",
        "the same substitute again",
    ];

    /// <summary>The control: each planted fault is seen.</summary>
    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_seen(string fault)
    {
        bool seen = false;
        for (ulong seed = 1; seed <= Runs && !seen; seed++)
        {
            seen = IsSeen(new(seed, fault));
        }

        Assert.True(seen, fault);
    }

    private static bool IsSeen(DrawRun run)
    {
        try
        {
            run.Play();
            run.End();
            run.Check();
            return false;
        }
        catch (Exception seen) when (seen is InvariantBrokenException or Xunit.Sdk.XunitException or InvalidOperationException)
        {
            return true;
        }
    }
}
