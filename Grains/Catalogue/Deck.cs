namespace Jifen.Grains.Catalogue;

/// <summary>A scratch lottery as cards are dealt under it.</summary>
public sealed class Deck : Game
{
    internal Deck(DeckDocument document, CampaignRules campaign, DeckCards cards)
        : base(document, campaign, document.FreePlaysPerDay, document.Cost, document.Limits, document.Tickets)
    {
        Cards = cards;
        ExpiresDays = document.ExpiresDays;
    }

    /// <summary>What the deck consists of, whatever the version says of it.</summary>
    public DeckCards Cards { get; }

    /// <summary>A card is void at the end of this many days after the day on which it was dealt.</summary>
    public int ExpiresDays { get; }
}
