using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Grains.Lottery;

namespace Jifen.Grains.Cards;

/// <summary>What a card is worth, and how it is sealed.</summary>
internal readonly record struct CardFace(CardDocument Kind, Hash256 Salt, Hash256 Commitment)
{
    /// <param name="test">The test member whose shadow deck it is; null for a card of the deck itself.</param>
    /// <exception cref="SeedSealedException">The deck's seed does not open here.</exception>
    public static CardFace Of(ISeedVault seeds, AdoptedSeed adopted, DeckCards deck, long serial, MemberKey? test)
    {
        Span<byte> seed = stackalloc byte[Outcome.SeedLength];
        seeds.Unwrap(deck.Table.Lottery, adopted.Period, adopted.Wrapped, seed);
        string order = test is { } member ? DeckName.ShadowOf(deck.Table.Lottery, member) : deck.Table.Lottery;
        long position = DeckPermutation.PositionOf(seed, order, deck.Total, serial);
        CardDocument kind = deck.Kinds[DeckPermutation.KindAt(deck.Table, position)];
        Hash256 salt = CardSeal.SaltOf(seed, order, serial);
        return new(kind, salt, CardSeal.CommitmentOf(deck.Table.Lottery, serial, kind.Id, salt));
    }
}
