using System.Globalization;
using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// Checks a member's entries of a draw from their receipt: no server, no I/O. With the seed it follows whether the member was drawn, and in
/// which place; without it, that the receipt agrees with itself.
/// </summary>
public static class DrawReceiptCheck
{
    private const int LongestText = 255;

    /// <param name="seed">The revealed seed of the period; null while it is not known.</param>
    /// <returns>
    /// The answers in the order of asking. A receipt or seed that cannot be reckoned with yields only
    /// <see cref="ReceiptRule.WellFormed"/> findings, each naming a field; nothing is thrown.
    /// </returns>
    public static IReadOnlyList<ReceiptFinding> Check(DrawReceipt receipt, byte[]? seed)
    {
        List<ReceiptFinding> faults = Faults(receipt, seed);
        return faults.Count > 0 ? faults : [.. Altered(receipt), .. Bound(receipt), .. seed is null ? [] : Drawn(receipt, seed)];
    }

    private static List<ReceiptFinding> Altered(DrawReceipt receipt)
    {
        List<ReceiptFinding> altered = [];
        (string expected, string found) = (receipt.CheckDigits, DrawReceiptDigits.Of(receipt));
        IReadOnlyList<string> fields = DrawReceiptDigits.FieldsOf(receipt);
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

    private static IEnumerable<ReceiptFinding> Bound(DrawReceipt receipt)
    {
        string[] drawn = [.. receipt.Drawn.Select(slip => slip.ToString())];
        string[] order = [.. drawn.Order(StringComparer.Ordinal).Distinct()];
        return
        [
            Compare(ReceiptRule.Formula, "formula", DrawSlip.Label, receipt.Formula),
            Compare(ReceiptRule.Order, "drawn", string.Join(' ', order), string.Join(' ', drawn)),
        ];
    }

    /// <remarks>Entries of a test member are not drawn from, so no slip of theirs has a place.</remarks>
    private static IEnumerable<ReceiptFinding> Drawn(DrawReceipt receipt, byte[] seed)
    {
        if (receipt.Test is true)
        {
            return
            [
                Compare(ReceiptRule.Commitment, "seedCommitment", Hash256.Read(SHA256.HashData(seed)).ToString(), receipt.SeedCommitment.ToString()),
                Compare(ReceiptRule.Position, "position", Text(0), Text(receipt.Position)),
            ];
        }

        return Placed(receipt, seed);
    }

    private static IEnumerable<ReceiptFinding> Placed(DrawReceipt receipt, byte[] seed)
    {
        Hash256 slip = DrawSlip.SmallestOf(seed, receipt.Lottery, receipt.Period, receipt.MemberKey, receipt.Entries);
        int position = receipt.Drawn.TakeWhile(one => one != slip).Count() is var at && at < receipt.Drawn.Count ? at + 1 : 0;
        yield return Compare(ReceiptRule.Commitment, "seedCommitment", Hash256.Read(SHA256.HashData(seed)).ToString(), receipt.SeedCommitment.ToString());
        yield return Compare(ReceiptRule.Position, "position", Text(position), Text(receipt.Position));
        if (position == 0 && receipt.Drawn is [.., var last])
        {
            bool beyond = string.CompareOrdinal(slip.ToString(), last.ToString()) > 0;
            yield return new(ReceiptRule.PassedOver, "drawn", beyond, beyond ? last.ToString() : slip.ToString(), last.ToString());
        }
    }

    private static List<ReceiptFinding> Faults(DrawReceipt receipt, byte[]? seed)
    {
        List<ReceiptFinding> faults = [];
        if (seed is not null && seed.Length != Outcome.SeedLength)
        {
            faults.Add(Fault("seed", "[0-9a-f]{64}", $"[0-9a-f]{{{2 * seed.Length}}}"));
        }

        AddText(faults, "formula", receipt.Formula, 1, LongestText);
        AddText(faults, "lottery", receipt.Lottery, 1, LongestText);
        AddText(faults, "period", receipt.Period, 1, LongestText);
        AddNumber(faults, "entries", receipt.Entries, 1, ProgrammeLimits.DrawEntries);
        int drawn = receipt.Drawn?.Count ?? -1;
        AddNumber(faults, "drawn", drawn, 0, ProgrammeLimits.Drawn);
        AddNumber(faults, "winners", receipt.Winners, Math.Min(1, drawn), Math.Max(0, drawn));
        AddNumber(faults, "position", receipt.Position, 0, Math.Max(0, drawn));
        ReceiptShape.AddTest(faults, receipt.Test);
        int digits = DrawReceiptDigits.FieldsOf(receipt).Count * ReceiptDigits.Width;
        AddText(faults, "checkDigits", receipt.CheckDigits, digits, digits);
        return faults;
    }

    private static void AddNumber(List<ReceiptFinding> faults, string field, long number, long least, long most)
    {
        if (number < least || number > most)
        {
            faults.Add(Fault(field, string.Create(CultureInfo.InvariantCulture, $"{least} … {most}"), Text(number)));
        }
    }

    private static void AddText(List<ReceiptFinding> faults, string field, string? text, int shortest, int longest)
    {
        if (text is null || text.Length < shortest || text.Length > longest || !ReceiptShape.IsUnicode(text))
        {
            faults.Add(Fault(field, $".{{{shortest},{longest}}}", text is null ? "null" : $".{{{text.Length}}}"));
        }
    }

    private static ReceiptFinding Fault(string field, string expected, string found) => new(ReceiptRule.WellFormed, field, Passed: false, expected, found);

    private static ReceiptFinding Compare(ReceiptRule rule, string field, string expected, string found) =>
        new(rule, field, string.Equals(expected, found, StringComparison.Ordinal), expected, found);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
