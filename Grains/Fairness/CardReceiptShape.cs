using System.Globalization;

namespace Jifen.Grains.Fairness;

/// <summary>Finds the fields of a card's receipt that cannot be reckoned with, so that the check itself never fails on one.</summary>
internal static class CardReceiptShape
{
    private const int LongestText = 255;

    /// <summary>Findings for fields that are absent or out of range; empty where the receipt can be checked.</summary>
    public static IReadOnlyList<ReceiptFinding> Faults(CardReceipt receipt, byte[]? seed)
    {
        List<ReceiptFinding> faults = [];
        if (seed is not null && seed.Length != Outcome.SeedLength)
        {
            faults.Add(Fault("seed", "[0-9a-f]{64}", $"[0-9a-f]{{{2 * seed.Length}}}"));
        }

        AddText(faults, "formula", receipt.Formula, 1, LongestText);
        AddText(faults, "lottery", receipt.Lottery, 1, LongestText);
        AddText(faults, "period", receipt.Period, 1, LongestText);
        AddText(faults, "kind", receipt.Kind, 1, LongestText);
        int digits = CardReceiptDigits.FieldsOf(receipt).Count * ReceiptDigits.Width;
        AddText(faults, "checkDigits", receipt.CheckDigits, digits, digits);
        if (receipt.CardId.Sequence.Value < 1)
        {
            faults.Add(Fault("cardId", "p0-1 …", receipt.CardId.ToString()));
        }

        ReceiptShape.AddTest(faults, receipt.Test);
        if (receipt.Test is null != receipt.MemberKey is null)
        {
            faults.Add(Fault("memberKey", receipt.Test is null ? "null" : "[0-9a-f]{32}", receipt.MemberKey?.ToString() ?? "null"));
        }

        AddTable(faults, receipt);
        return faults;
    }

    private static void AddTable(List<ReceiptFinding> faults, CardReceipt receipt)
    {
        if (receipt.Table is not { Cards: { } cards } table || string.IsNullOrEmpty(table.Lottery))
        {
            faults.Add(Fault("table", "{…}", "null"));
        }
        else if (FaultyKind(cards) is { } kind)
        {
            faults.Add(Fault($"table.cards[{kind}]", "✓", "✗"));
        }
        else if (receipt.Serial < 0 || receipt.Serial >= table.Total())
        {
            faults.Add(Fault("serial", $"0 … {table.Total() - 1}", receipt.Serial.ToString(CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Index of the first kind that is none, or with which the deck has too many; null where the table is sound.</summary>
    private static int? FaultyKind(IReadOnlyList<DeckSlot> cards)
    {
        long total = 0;
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < cards.Count; i++)
        {
            if (cards[i] is not { } slot || string.IsNullOrEmpty(slot.Id) || !ids.Add(slot.Id) || slot.Count < 1
                || slot.Count > ProgrammeLimits.DeckCards - total || i >= ProgrammeLimits.MaxCards)
            {
                return i;
            }

            total += slot.Count;
        }

        return cards.Count == 0 ? 0 : null;
    }

    private static void AddText(List<ReceiptFinding> faults, string field, string? text, int shortest, int longest)
    {
        if (text is null || text.Length < shortest || text.Length > longest || !ReceiptShape.IsUnicode(text))
        {
            faults.Add(Fault(field, $".{{{shortest},{longest}}}", text is null ? "null" : $".{{{text.Length}}}"));
        }
    }

    private static ReceiptFinding Fault(string field, string expected, string found) =>
        new(ReceiptRule.WellFormed, field, Passed: false, expected, found);
}
