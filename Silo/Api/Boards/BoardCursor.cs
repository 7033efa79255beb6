using System.Globalization;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Where the next page of a board begins: the last place given, <c>score.stamp.mask</c>. Opaque to clients.</summary>
internal static class BoardCursor
{
    public static string Of(in Place last, MemberMask mask) =>
        string.Create(CultureInfo.InvariantCulture, $"{last.Score}.{last.Reached.Microseconds}.{mask.Mask(last.Member)}");

    public static Place? Read(string? text, MemberMask mask)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split('.');
        return parts is [var score, var stamp, var member]
            && long.TryParse(score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long points)
            && long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out long reached)
            && MemberKey.TryParse(member, out MemberKey masked)
            ? new Place(points, new(reached), mask.Unmask(masked))
            : throw Field.Invalid("cursor", "it is not one that was sent");
    }
}
