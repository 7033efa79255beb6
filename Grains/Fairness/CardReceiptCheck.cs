using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// Checks a scratched card from its receipt: no server, no I/O. Without the seed, that the card was scratched as it had been sealed; with
/// the deck's seed, that the seal and the kind follow from the serial in a deck of this composition.
/// </summary>
public static class CardReceiptCheck
{
    /// <param name="seed">The revealed seed of the deck; null while it is not known.</param>
    /// <returns>
    /// The answers in the order of asking. A receipt or seed that cannot be reckoned with yields only
    /// <see cref="ReceiptRule.WellFormed"/> findings, each naming a field; nothing is thrown.
    /// </returns>
    public static IReadOnlyList<ReceiptFinding> Check(CardReceipt receipt, byte[]? seed)
    {
        IReadOnlyList<ReceiptFinding> faults = CardReceiptShape.Faults(receipt, seed);
        return faults.Count > 0
            ? faults
            : [.. Altered(receipt), .. Bound(receipt), .. seed is null ? [] : Opened(receipt, seed)];
    }

    private static List<ReceiptFinding> Altered(CardReceipt receipt)
    {
        List<ReceiptFinding> altered = [];
        string expected = receipt.CheckDigits;
        string found = CardReceiptDigits.Of(receipt);
        IReadOnlyList<string> fields = CardReceiptDigits.FieldsOf(receipt);
        for (int i = 0; i < fields.Count; i++)
        {
            Range digits = (i * ReceiptDigits.Width)..((i + 1) * ReceiptDigits.Width);
            if (!expected.AsSpan()[digits].SequenceEqual(found.AsSpan()[digits]))
            {
                altered.Add(new(ReceiptRule.Unaltered, fields[i], Passed: false, expected[digits], found[digits]));
            }
        }

        return altered.Count > 0 ? altered : [new(ReceiptRule.Unaltered, "checkDigits", Passed: true, expected, found)];
    }

    private static IEnumerable<ReceiptFinding> Bound(CardReceipt receipt)
    {
        DeckSlot? slot = receipt.Table.Cards.FirstOrDefault(card => card.Id == receipt.Kind);
        return
        [
            Compare(ReceiptRule.Formula, "formula", DeckPermutation.Label, receipt.Formula),
            Compare(ReceiptRule.Formula, "period", DeckName.Period, receipt.Period),
            Compare(ReceiptRule.TableHash, "tableHash", DeckTableJson.Hash(receipt.Table).ToString(), receipt.TableHash.ToString()),
            Compare(ReceiptRule.TableLottery, "table.lottery", receipt.Lottery, receipt.Table.Lottery),
            Compare(ReceiptRule.Prize, "prize", Text(slot is { Prize: true }), Text(receipt.Prize)),
            Compare(
                ReceiptRule.Sealed, "commitment", CardSeal.CommitmentOf(receipt.Lottery, receipt.Serial, receipt.Kind, receipt.Salt).ToString(),
                receipt.Commitment.ToString()),
        ];
    }

    private static IEnumerable<ReceiptFinding> Opened(CardReceipt receipt, byte[] seed)
    {
        string order = receipt is { Test: true, MemberKey: { } member } ? DeckName.ShadowOf(receipt.Lottery, member) : receipt.Lottery;
        long position = DeckPermutation.PositionOf(seed, order, receipt.Table.Total(), receipt.Serial);
        return
        [
            Compare(ReceiptRule.Commitment, "seedCommitment", Hash256.Read(SHA256.HashData(seed)).ToString(), receipt.SeedCommitment.ToString()),
            Compare(ReceiptRule.Salt, "salt", CardSeal.SaltOf(seed, order, receipt.Serial).ToString(), receipt.Salt.ToString()),
            Compare(ReceiptRule.Kind, "kind", receipt.Table.Cards[DeckPermutation.KindAt(receipt.Table, position)].Id, receipt.Kind),
        ];
    }

    private static ReceiptFinding Compare(ReceiptRule rule, string field, string expected, string found) =>
        new(rule, field, string.Equals(expected, found, StringComparison.Ordinal), expected, found);

    private static string Text(bool value) => value ? "true" : "false";
}
