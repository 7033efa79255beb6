using System.Globalization;

namespace Jifen.Grains.Fairness;

/// <summary>Check digits of a card's receipt, in the manner of <see cref="ReceiptDigits"/>.</summary>
public static class CardReceiptDigits
{
    /// <summary>The fields that have digits. The table has none of its own: its hash stands for it.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "formula", "cardId", "lottery", "period", "seedCommitment", "tableHash", "serial", "commitment", "salt", "kind", "prize",
    ];

    private static readonly IReadOnlyList<string> FieldsOfTests = [.. Fields, "test", "memberKey"];

    /// <summary>The fields of this receipt that have digits.</summary>
    public static IReadOnlyList<string> FieldsOf(CardReceipt receipt) => receipt.Test is null ? Fields : FieldsOfTests;

    /// <summary>Digits of all fields, whatever the receipt's own <see cref="CardReceipt.CheckDigits"/> say.</summary>
    public static string Of(CardReceipt receipt)
    {
        uint[] sums =
        [
            ReceiptDigits.Sum(receipt.Formula), ReceiptDigits.Sum(receipt.CardId), ReceiptDigits.Sum(receipt.Lottery), ReceiptDigits.Sum(receipt.Period),
            ReceiptDigits.Sum(receipt.SeedCommitment), ReceiptDigits.Sum(receipt.TableHash), ReceiptDigits.Sum(receipt.Serial),
            ReceiptDigits.Sum(receipt.Commitment), ReceiptDigits.Sum(receipt.Salt), ReceiptDigits.Sum(receipt.Kind), ReceiptDigits.Sum(receipt.Prize ? 1 : 0),
            .. receipt.Test is { } test ? [ReceiptDigits.Sum(test ? 1 : 0), ReceiptDigits.Sum(receipt.MemberKey?.Value ?? 0)] : (IEnumerable<uint>)[],
        ];
        return string.Concat(sums.Select(sum => sum.ToString("x8", CultureInfo.InvariantCulture)));
    }
}
