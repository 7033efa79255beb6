namespace Jifen.Grains.Interfaces;

/// <summary>
/// The frozen composition of a deck: all that decides what a card's serial is worth besides the seed. Its canonical JSON is hashed, and
/// a card's receipt carries it whole.
/// </summary>
/// <param name="Version">Catalogue version that first brought the deck.</param>
/// <param name="Cards">The kinds, as they lie in the deck before it is shuffled.</param>
public sealed record DeckTable(string Lottery, long Version, IReadOnlyList<DeckSlot> Cards)
{
    /// <summary>Cards of the deck.</summary>
    public long Total()
    {
        long total = 0;
        for (int i = 0; i < Cards.Count; i++)
        {
            total += Cards[i].Count;
        }

        return total;
    }
}

/// <param name="Count">Cards of the kind, at least 1.</param>
/// <param name="Prize">Whether it is a win.</param>
public sealed record DeckSlot(string Id, long Count, bool Prize);
