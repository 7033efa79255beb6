using System.Globalization;
using System.Text;

namespace Jifen.Grains.Fairness;

/// <summary>Finds the fields of a receipt that cannot be reckoned with, so that the check itself never fails on one.</summary>
internal static class ReceiptShape
{
    private const int LongestText = 255;

    private const int LongestPlayerSeed = 64;

    /// <summary>Findings for fields that are absent or out of range; empty where the receipt can be checked.</summary>
    public static IReadOnlyList<ReceiptFinding> Faults(Receipt? receipt, ReadOnlySpan<byte> seed)
    {
        var faults = new List<ReceiptFinding>();
        if (seed.Length != Outcome.SeedLength)
        {
            faults.Add(Fault("seed", "[0-9a-f]{64}", $"[0-9a-f]{{{2 * seed.Length}}}"));
        }

        if (receipt is null)
        {
            faults.Add(Fault("receipt", "{…}", "null"));
            return faults;
        }

        AddTexts(faults, receipt);
        AddNumbers(faults, receipt);
        AddTable(faults, receipt);
        return faults;
    }

    private static void AddTexts(List<ReceiptFinding> faults, Receipt receipt)
    {
        AddText(faults, "formula", receipt.Formula, 1, LongestText);
        AddText(faults, "lottery", receipt.Lottery, 1, LongestText);
        AddText(faults, "period", receipt.Period, 1, LongestText);
        AddText(faults, "playerSeed", receipt.PlayerSeed, 0, LongestPlayerSeed);
        AddText(faults, "rolled", receipt.Rolled, 1, LongestText);
        AddText(faults, "segment", receipt.Segment, 1, LongestText);
        int digits = ReceiptDigits.Fields.Count * ReceiptDigits.Width;
        AddText(faults, "checkDigits", receipt.CheckDigits, digits, digits);
    }

    private static void AddNumbers(List<ReceiptFinding> faults, Receipt receipt)
    {
        AddNumber(faults, "playId", receipt.PlayId.Sequence.Value, 1, receipt.PlayId.ToString(), "p0-1 …");
        AddNumber(faults, "nonce", receipt.Nonce, 0);
        AddNumber(faults, "tableVersion", receipt.TableVersion, 0);
        AddNumber(faults, "sinceWin", receipt.SinceWin, 0);
    }

    private static void AddTable(List<ReceiptFinding> faults, Receipt receipt)
    {
        if (receipt.Table is null)
        {
            faults.Add(Fault("table", "{…}", "null"));
        }
        else if (WheelTableFault.Find(receipt.Table) is { } path)
        {
            faults.Add(Fault($"table.{path}", "✓", "✗"));
        }
        else
        {
            AddExhausted(faults, receipt.Table, receipt.Exhausted);
        }
    }

    private static void AddExhausted(List<ReceiptFinding> faults, WheelTable table, IReadOnlyList<string>? exhausted)
    {
        if (exhausted is null || exhausted.Count > table.Segments.Count)
        {
            faults.Add(Fault("exhausted", "[…]", exhausted is null ? "null" : $"[{exhausted.Count}]"));
            return;
        }

        string stocked = string.Join(" | ", table.Segments.Where(slot => slot.Stocked).Select(slot => slot.Id));
        for (int i = 0; i < exhausted.Count; i++)
        {
            if (!table.Segments.Any(slot => slot.Stocked && slot.Id == exhausted[i]))
            {
                faults.Add(Fault($"exhausted[{i}]", stocked, exhausted[i] ?? "null"));
            }
        }
    }

    private static void AddText(List<ReceiptFinding> faults, string field, string? text, int shortest, int longest)
    {
        if (text is null || text.Length < shortest || text.Length > longest || !IsUnicode(text))
        {
            faults.Add(Fault(field, $".{{{shortest},{longest}}}", text is null ? "null" : $".{{{text.Length}}}"));
        }
    }

    /// <summary>Text with half a surrogate pair has no UTF-8 form, so that two such texts would be drawn alike.</summary>
    private static bool IsUnicode(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out Rune rune))
            {
                return false;
            }

            at += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static void AddNumber(List<ReceiptFinding> faults, string field, long value, long least, string? found = null, string? expected = null)
    {
        if (value < least)
        {
            faults.Add(Fault(field, expected ?? $"≥ {least}", found ?? value.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static ReceiptFinding Fault(string field, string expected, string found) =>
        new(ReceiptRule.WellFormed, field, Passed: false, expected, found);
}
