using Jifen.Grains.Kernel;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Cards;

/// <summary>
/// When a deck is over on a shard: no card can be dealt any more, because its campaign has ended or the programme has the deck no longer,
/// and nobody here holds or waits for one. Then its seed may become known. A deck that has closed on a shard stays closed there.
/// </summary>
internal static class DeckEnd
{
    /// <summary>Whether the deck of this slice is over by this shard's clock.</summary>
    public static bool IsReached(ShardState state, LotterySlice slice, Stamp now) =>
        slice.CardsHeld == 0 && slice.Cards is not { Waiting.Count: > 0 } && !MayBeDealt(state, slice.Lottery, now);

    /// <summary>Adds the decks that must be closed now.</summary>
    public static void AddDue(ShardState state, Stamp now, List<DueWork> due, int limit)
    {
        foreach (LotterySlice slice in state.Slices)
        {
            if (due.Count < limit && slice.FindSeed(DeckName.Period) is not null && IsReached(state, slice, now))
            {
                due.Add(new DueInput(new ClosePeriod(slice.Lottery, DeckName.Period), null, null));
            }
        }
    }

    /// <remarks>
    /// The seed may be here before the version that brings the deck is adopted or in force, so a deck that no version has brought, or that
    /// one yet to come has, is not over.
    /// </remarks>
    private static bool MayBeDealt(ShardState state, string lottery, Stamp now)
    {
        IReadOnlyList<AdoptedVersion> adopted = state.Self.Adopted;
        if (state.Self.Newest?.Programme is not { } newest || newest.DecksEver.Find(lottery) is null)
        {
            return true;
        }

        for (int i = adopted.Count - 1; i >= 0; i--)
        {
            if (adopted[i].Programme?.FindDeck(lottery)?.Campaign.Ends > now)
            {
                return true;
            }

            if (adopted[i].EffectiveAt <= now)
            {
                return false;
            }
        }

        return false;
    }
}
