namespace Jifen.Grains.Fairness;

/// <summary>Writes the receipt of a scratched card.</summary>
public static class CardReceiptIssue
{
    /// <param name="table">The composition of the deck.</param>
    /// <param name="tableHash">SHA-256 of its canonical JSON, kept beside it.</param>
    public static CardReceipt Of(Scratched card, DeckTable table, Hash256 tableHash)
    {
        CardReceipt receipt = new(
            DeckPermutation.Label, card.Card, card.Lottery, DeckName.Period, card.SeedCommitment, table, tableHash, card.Serial, card.Commitment,
            card.Salt, card.Face, card.Prize, CheckDigits: "");
        return receipt with { CheckDigits = CardReceiptDigits.Of(receipt) };
    }
}
