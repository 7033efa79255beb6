using System.Security.Cryptography;
using System.Text;

namespace Jifen.Tests;

/// <summary>All entries of a period in one list, sorted by their slips: what a draw must give, worked out with none of its code.</summary>
internal static class NaiveDraw
{
    /// <summary>Every member that entered with its smallest slip, in the order in which they are drawn.</summary>
    public static IReadOnlyList<(MemberKey Member, string Slip)> Order(string lottery, string period, IEnumerable<(MemberKey Member, long Number)> entries, byte[] seed) =>
    [
        .. entries.Select(entry => (entry.Member, Slip: SlipOf(lottery, period, entry.Member, entry.Number, seed)))
            .OrderBy(entry => entry.Slip, StringComparer.Ordinal).DistinctBy(entry => entry.Member),
    ];

    /// <summary>HMAC-SHA256 over the length-prefixed fields, as hexadecimal digits.</summary>
    private static string SlipOf(string lottery, string period, MemberKey member, long number, byte[] seed)
    {
        List<byte> message = [];
        foreach (byte[] field in (byte[][])
            [Encoding.UTF8.GetBytes("jifen/draw/1"), Encoding.UTF8.GetBytes(lottery), Encoding.UTF8.GetBytes(period), Convert.FromHexString(member.ToString()), Convert.FromHexString($"{number:x16}")])
        {
            message.AddRange(Convert.FromHexString($"{field.Length:x8}"));
            message.AddRange(field);
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(seed, message.ToArray()));
    }
}
