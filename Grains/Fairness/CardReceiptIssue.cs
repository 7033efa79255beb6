namespace Jifen.Grains.Fairness;

/// <summary>Writes the receipt of a scratched card.</summary>
public static class CardReceiptIssue
{
    /// <param name="table">The composition of the deck.</param>
    /// <param name="tableHash">SHA-256 of its canonical JSON, kept beside it.</param>
    /// <param name="test">The test member whose card it is; null for a card of the deck itself.</param>
    public static CardReceipt Of(Scratched card, DeckTable table, Hash256 tableHash, MemberKey? test = null)
    {
        CardReceipt receipt = new(
            DeckPermutation.Label, card.Card, card.Lottery, DeckName.Period, card.SeedCommitment, table, tableHash, card.Serial, card.Commitment,
            card.Salt, card.Face, card.Prize, CheckDigits: "")
        {
            Test = test is null ? null : true,
            MemberKey = test,
        };
        return receipt with { CheckDigits = CardReceiptDigits.Of(receipt) };
    }
}
