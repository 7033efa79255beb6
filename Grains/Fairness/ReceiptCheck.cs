using System.Globalization;
using System.Security.Cryptography;

namespace Jifen.Grains.Fairness;

/// <summary>
/// Recomputes a play from its receipt and the revealed seed: no server, no I/O. It shows that the outcome follows from the seed that
/// was committed to. What the receipt only asserts (which prizes were out, the guarantee's counter) is proved by <c>verify</c>.
/// </summary>
public static class ReceiptCheck
{
    /// <summary>
    /// Asks all of <see cref="ReceiptRule"/>. A receipt or seed that cannot be reckoned with yields only
    /// <see cref="ReceiptRule.WellFormed"/> findings, each naming a field; nothing is thrown.
    /// </summary>
    public static IReadOnlyList<ReceiptFinding> Check(Receipt? receipt, byte[]? seed)
    {
        IReadOnlyList<ReceiptFinding> faults = ReceiptShape.Faults(receipt, seed);
        return faults.Count > 0
            ? faults
            : [.. Altered(receipt!), .. Bound(receipt!, seed!), .. Outcomes(receipt!, seed!)];
    }

    private static List<ReceiptFinding> Altered(Receipt receipt)
    {
        var altered = new List<ReceiptFinding>();
        string expected = receipt.CheckDigits;
        string found = ReceiptDigits.Of(receipt);
        IReadOnlyList<string> fields = ReceiptDigits.FieldsOf(receipt);
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

    private static IEnumerable<ReceiptFinding> Bound(Receipt receipt, byte[] seed) =>
    [
        Compare(ReceiptRule.Formula, "formula", Outcome.WheelLabel, receipt.Formula),
        Compare(ReceiptRule.Commitment, "commitment", Hash256.Read(SHA256.HashData(seed)).ToString(), receipt.Commitment.ToString()),
        Compare(ReceiptRule.TableHash, "tableHash", WheelTableJson.Hash(receipt.Table).ToString(), receipt.TableHash.ToString()),
        Compare(ReceiptRule.TableLottery, "table.lottery", receipt.Lottery, receipt.Table.Lottery),
        Compare(ReceiptRule.TableVersion, "table.version", Text(receipt.TableVersion), Text(receipt.Table.Version)),
    ];

    private static IEnumerable<ReceiptFinding> Outcomes(Receipt receipt, byte[] seed)
    {
        long drawn = Outcome.Draw(
            seed, receipt.Lottery, receipt.Period, receipt.MemberKey, receipt.Nonce, receipt.PlayerSeed, WheelOutcome.TotalWeight(receipt.Table));
        int rolled = WheelOutcome.Roll(receipt.Table, drawn);
        WheelResolution resolved = WheelOutcome.Resolve(receipt.Table, rolled, receipt.SinceWin, receipt.Exhausted, receipt.Owned);
        return
        [
            Compare(ReceiptRule.Rolled, "rolled", receipt.Table.Segments[rolled].Id, receipt.Rolled),
            Compare(ReceiptRule.Segment, "segment", resolved.Slot?.Id ?? "sold_out", receipt.Segment, !resolved.Closed),
            Compare(ReceiptRule.Prize, "prize", Text(resolved.Slot is { Prize: true }), Text(receipt.Prize)),
            Compare(ReceiptRule.Guaranteed, "guaranteed", Text(resolved.Guaranteed), Text(receipt.Guaranteed)),
        ];
    }

    private static ReceiptFinding Compare(ReceiptRule rule, string field, string expected, string found, bool possible = true) =>
        new(rule, field, possible && string.Equals(expected, found, StringComparison.Ordinal), expected, found);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(bool value) => value ? "true" : "false";
}
