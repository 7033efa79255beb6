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
        AddTest(faults, receipt.Test);
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
        int digits = ReceiptDigits.FieldsOf(receipt).Count * ReceiptDigits.Width;
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
            AddSegments(faults, "exhausted", receipt.Table.Segments, static slot => slot.Stocked, receipt.Exhausted);
            AddSegments(faults, "owned", receipt.Table.Segments, static slot => slot.Unique, receipt.Owned ?? []);
        }
    }

    private static void AddSegments(
        List<ReceiptFinding> faults, string field, IReadOnlyList<WheelSlot> segments, Func<WheelSlot, bool> fits, IReadOnlyList<string>? named)
    {
        if (named is null || named.Count > segments.Count)
        {
            faults.Add(Fault(field, "[…]", named is null ? "null" : $"[{named.Count}]"));
            return;
        }

        string possible = string.Join(" | ", segments.Where(fits).Select(slot => slot.Id));
        for (int i = 0; i < named.Count; i++)
        {
            if (!segments.Any(slot => fits(slot) && slot.Id == named[i]))
            {
                faults.Add(Fault($"{field}[{i}]", possible, named[i] ?? "null"));
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

    /// <summary>The mark of a test member is true, or it is left out.</summary>
    internal static void AddTest(List<ReceiptFinding> faults, bool? test)
    {
        if (test is false)
        {
            faults.Add(Fault("test", "true", "false"));
        }
    }

    /// <summary>Text with half a surrogate pair has no UTF-8 form, so that two such texts would be drawn alike.</summary>
    internal static bool IsUnicode(string text)
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
