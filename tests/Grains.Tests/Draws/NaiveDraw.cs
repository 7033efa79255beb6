using System.Security.Cryptography;
using System.Text;

namespace Jifen.Grains.Tests.Draws;

/// <summary>All entries of a period in one list, sorted by their slips: what a draw must give, worked out with none of its code.</summary>
internal static class NaiveDraw
{
    /// <summary>Every member that entered, in the order in which they are drawn.</summary>
    public static IReadOnlyList<MemberKey> Order(IEnumerable<(MemberKey Member, EntryTaken Entry)> entries, byte[] seed) =>
        [.. entries.OrderBy(one => SlipOf(one.Member, one.Entry, seed), StringComparer.Ordinal).Select(one => one.Member).Distinct()];

    /// <summary>HMAC-SHA256 over the length-prefixed fields, as hexadecimal digits.</summary>
    public static string SlipOf(MemberKey member, EntryTaken entry, byte[] seed)
    {
        List<byte> message = [];
        foreach (byte[] field in (byte[][])
            [Encoding.UTF8.GetBytes("jifen/draw/1"), Encoding.UTF8.GetBytes(entry.Lottery), Encoding.UTF8.GetBytes(entry.Period), Convert.FromHexString(member.ToString()), Convert.FromHexString($"{entry.Number:x16}")])
        {
            message.AddRange(Convert.FromHexString($"{field.Length:x8}"));
            message.AddRange(field);
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(seed, message.ToArray()));
    }
}
