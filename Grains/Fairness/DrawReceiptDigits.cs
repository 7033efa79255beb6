using System.Globalization;

namespace Jifen.Grains.Fairness;

/// <summary>Check digits of a draw's receipt, in the manner of <see cref="ReceiptDigits"/>.</summary>
public static class DrawReceiptDigits
{
    public static IReadOnlyList<string> Fields { get; } =
        ["formula", "lottery", "period", "seedCommitment", "memberKey", "entries", "winners", "drawn", "position", "sealed"];

    private static readonly IReadOnlyList<string> FieldsOfTests = [.. Fields, "test"];

    /// <summary>The fields of this receipt that have digits.</summary>
    public static IReadOnlyList<string> FieldsOf(DrawReceipt receipt) => receipt.Test is null ? Fields : FieldsOfTests;

    /// <summary>Digits of all fields, whatever the receipt's own <see cref="DrawReceipt.CheckDigits"/> say.</summary>
    public static string Of(DrawReceipt receipt)
    {
        uint[] sums =
        [
            ReceiptDigits.Sum(receipt.Formula), ReceiptDigits.Sum(receipt.Lottery), ReceiptDigits.Sum(receipt.Period), ReceiptDigits.Sum(receipt.SeedCommitment),
            ReceiptDigits.Sum(receipt.MemberKey.Value), ReceiptDigits.Sum(receipt.Entries), ReceiptDigits.Sum((long)receipt.Winners),
            ReceiptDigits.Sum([.. receipt.Drawn.Select(slip => slip.ToString())]), ReceiptDigits.Sum((long)receipt.Position),
            ReceiptDigits.Sum(receipt.Sealed ?? ""),
            .. receipt.Test is { } test ? [ReceiptDigits.Sum(test ? 1 : 0)] : (IEnumerable<uint>)[],
        ];
        return string.Concat(sums.Select(sum => sum.ToString("x8", CultureInfo.InvariantCulture)));
    }
}
