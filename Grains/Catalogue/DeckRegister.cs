namespace Jifen.Grains.Catalogue;

/// <summary>The decks of a version and of all before it, each with the cards of the version that first brought it.</summary>
public sealed class DeckRegister
{
    private readonly Dictionary<string, DeckCards> _first;

    private DeckRegister(Dictionary<string, DeckCards> first) => _first = first;

    /// <summary>No deck has been brought.</summary>
    public static DeckRegister Empty { get; } = new([]);

    /// <summary>The cards of a deck that this version or one before it has brought; null for none.</summary>
    public DeckCards? Find(string lottery) => _first.GetValueOrDefault(lottery);

    /// <summary>What the cards of all decks are worth.</summary>
    internal IEnumerable<Prize> Prizes => _first.Values.SelectMany(deck => deck.Kinds).Select(card => card.Prize);

    /// <summary>With the decks that a further version brings.</summary>
    internal DeckRegister With(IEnumerable<DeckDocument> decks, long version)
    {
        Dictionary<string, DeckCards> first = new(_first, StringComparer.Ordinal);
        foreach (DeckDocument deck in decks)
        {
            first.TryAdd(deck.Id, new(deck.Id, version, deck.Cards));
        }

        return new(first);
    }

    /// <summary>The campaign with the cards that its decks really have, so that its budget sets aside what they may give.</summary>
    internal CampaignDocument Resolved(CampaignDocument campaign) => campaign with
    {
        Lotteries = [.. campaign.Lotteries.Select(lottery => lottery is DeckDocument deck ? deck with { Cards = _first[deck.Id].Kinds } : lottery)],
    };
}
