using System.Globalization;
using System.Numerics;

namespace Jifen.Grains.Fairness;

/// <summary>
/// Check digits of a receipt: eight hexadecimal digits (CRC-32C) for each field of <see cref="FieldsOf"/>, in that order. They name a
/// field that was mistyped or damaged. They are no secret: who forges a receipt can compute them too.
/// </summary>
/// <remarks>Text counts as its UTF-16 code units, a number as eight bytes, a hash or key as its bytes, each little-endian unit by unit.</remarks>
public static class ReceiptDigits
{
    /// <summary>Digits of one field.</summary>
    public const int Width = 8;

    /// <summary>The fields of every receipt that have digits. The table has none of its own: its hash stands for it.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "formula", "playId", "lottery", "period", "commitment", "memberKey", "nonce", "playerSeed", "tableVersion", "tableHash",
        "sinceWin", "exhausted", "rolled", "segment", "prize", "guaranteed",
    ];

    /// <summary>Counted after <see cref="Fields"/> where a receipt has them.</summary>
    private static readonly IReadOnlyList<string> FieldsWithOwned = [.. Fields, "owned"];

    private static readonly IReadOnlyList<string> FieldsOfTests = [.. Fields, "test"];
    private static readonly IReadOnlyList<string> FieldsOfTestsWithOwned = [.. FieldsWithOwned, "test"];

    /// <summary>The fields of this receipt that have digits.</summary>
    public static IReadOnlyList<string> FieldsOf(Receipt receipt) => (receipt.Owned, receipt.Test) switch
    {
        (null, null) => Fields,
        (_, null) => FieldsWithOwned,
        (null, _) => FieldsOfTests,
        _ => FieldsOfTestsWithOwned,
    };

    /// <summary>Digits of all fields, whatever the receipt's own <see cref="Receipt.CheckDigits"/> say.</summary>
    public static string Of(Receipt receipt)
    {
        Span<uint> sums =
        [
            Sum(receipt.Formula), Sum(receipt.PlayId), Sum(receipt.Lottery), Sum(receipt.Period), Sum(receipt.Commitment),
            Sum(receipt.MemberKey.Value), Sum(receipt.Nonce), Sum(receipt.PlayerSeed), Sum(receipt.TableVersion), Sum(receipt.TableHash),
            Sum(receipt.SinceWin), Sum(receipt.Exhausted), Sum(receipt.Rolled), Sum(receipt.Segment),
            Sum(receipt.Prize ? 1 : 0), Sum(receipt.Guaranteed ? 1 : 0), 0, 0,
        ];
        int fields = Fields.Count;
        if (receipt.Owned is { } owned)
        {
            sums[fields++] = Sum(owned);
        }

        if (receipt.Test is { } test)
        {
            sums[fields++] = Sum(test ? 1 : 0);
        }

        Span<char> digits = stackalloc char[fields * Width];
        for (int i = 0; i < fields; i++)
        {
            sums[i].TryFormat(digits[(i * Width)..], out _, "x8", CultureInfo.InvariantCulture);
        }

        return new string(digits);
    }

    internal static uint Sum(long value) => BitOperations.Crc32C(uint.MaxValue, unchecked((ulong)value));

    internal static uint Sum(string text) => Add(uint.MaxValue, text);

    internal static uint Sum(UInt128 value) => Add(uint.MaxValue, value);

    internal static uint Sum(Hash256 hash) => Add(Add(uint.MaxValue, hash.High), hash.Low);

    internal static uint Sum(PlayId play) =>
        BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, unchecked((uint)play.Shard.Value)), unchecked((ulong)play.Sequence.Value));

    internal static uint Sum(IReadOnlyList<string> texts)
    {
        uint sum = uint.MaxValue;
        for (int i = 0; i < texts.Count; i++)
        {
            sum = Add(BitOperations.Crc32C(sum, (uint)texts[i].Length), texts[i]);
        }

        return sum;
    }

    private static uint Add(uint sum, UInt128 value) =>
        BitOperations.Crc32C(BitOperations.Crc32C(sum, (ulong)(value >> 64)), (ulong)(value & ulong.MaxValue));

    private static uint Add(uint sum, string text)
    {
        foreach (char unit in text)
        {
            sum = BitOperations.Crc32C(sum, unit);
        }

        return sum;
    }
}
