namespace Jifen.Grains.Catalogue;

/// <summary>
/// The cards of a deck: those of the version that first brought it, for ever. Serials may have been dealt by them, on any shard, so that
/// nothing of them may change.
/// </summary>
public sealed class DeckCards
{
    internal DeckCards(string lottery, long version, IReadOnlyList<CardDocument> kinds)
    {
        Kinds = kinds;
        Table = new(lottery, version, [.. kinds.Select(card => new DeckSlot(card.Id, card.Count, card.Prize is not NoPrize))]);
        TableHash = DeckTableJson.Hash(Table);
        Total = Table.Total();
    }

    /// <summary>The composition, as its cards are sealed and opened by.</summary>
    public DeckTable Table { get; }

    /// <summary>SHA-256 of <see cref="DeckTableJson.Canonical"/> of <see cref="Table"/>.</summary>
    public Hash256 TableHash { get; }

    /// <summary>In the order of the table.</summary>
    public IReadOnlyList<CardDocument> Kinds { get; }

    /// <summary>Cards in all.</summary>
    public long Total { get; }

    /// <summary>The kind with this id.</summary>
    public CardDocument Kind(string id) => Kinds.First(card => card.Id == id);
}
