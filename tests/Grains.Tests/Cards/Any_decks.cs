using Jifen.Grains.Kernel;

namespace Jifen.Grains.Tests.Cards;

/// <summary>Whatever the shards, the mail and the days do: the composition of a deck is exact.</summary>
public class Any_decks
{
    private const int Runs = 60;

    [Fact]
    public void A_deck_dealt_to_the_end_holds_just_its_cards()
    {
        for (ulong seed = 1; seed <= Runs; seed++)
        {
            DeckRun run = new(seed);
            run.Sell();
            run.FinishDeck();
            run.Check();
        }
    }

    [Fact]
    public void Cards_in_hands_at_the_end_are_void_in_time_and_the_seed_opens_all()
    {
        for (ulong seed = 1001; seed <= 1000 + Runs; seed++)
        {
            DeckRun run = new(seed);
            run.Sell();
            run.EndCampaign();
            run.Check();
        }
    }

    public static TheoryData<string> Faults => ["a serial returned and kept", "a range lost on recall", "a void card scratched", "a prize paid twice", "a card never ended"];

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

    private static bool IsSeen(DeckRun run)
    {
        try
        {
            run.Sell();
            run.FinishDeck();
            run.EndCampaign();
            run.Check();
            return false;
        }
        catch (Exception seen) when (seen is InvariantBrokenException or Xunit.Sdk.XunitException)
        {
            return true;
        }
    }
}
