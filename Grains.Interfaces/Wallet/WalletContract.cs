using System.Globalization;

namespace Jifen.Grains.Interfaces;

/// <summary>A prize in a member's wallet: the play or record that won it, and its place where that won several.</summary>
/// <param name="Part">0 for the prize of a play of a wheel; from 1 on for what a card, a reward or a set of badges brings.</param>
public readonly record struct PrizeId(PlayId Play, int Part)
{
    private const string ShadowPrefix = "TEST-";

    public static bool TryParse(ReadOnlySpan<char> text, out PrizeId id)
    {
        id = default;
        int last = text.LastIndexOf('-');
        bool hasPart = last > 0 && text[..last].Contains('-');
        int part = 0;
        if ((hasPart && (!int.TryParse(text[(last + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out part) || part == 0))
            || !PlayId.TryParse(hasPart ? text[..last] : text, out PlayId play))
        {
            return false;
        }

        id = new(play, part);
        return true;
    }

    /// <summary>What a test member sees in place of a code. Whoever cashes coupons can tell it by its looks.</summary>
    public string ToShadowCode() => ShadowPrefix + this;

    /// <summary>Whether a text could be a shadow code: no pool takes it in.</summary>
    public static bool IsShadowCode(string text) => text.StartsWith(ShadowPrefix, StringComparison.OrdinalIgnoreCase) && TryParse(text.AsSpan(ShadowPrefix.Length), out _);

    public override string ToString() => Part == 0 ? Play.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Play}-{Part}");
}

/// <summary>Where prizes come from, as a wallet names it.</summary>
public static class PrizeSource
{
    public const string Lottery = "lottery";
    public const string Card = "card";
    public const string Challenge = "challenge";
    public const string Draw = "draw";
    public const string BadgeSet = "badge-set";

    public static string OfWheel(string lottery, string segment) => $"{Lottery}:{lottery}/{segment}";

    public static string OfCard(string lottery, string kind) => $"{Card}:{lottery}/{kind}";

    /// <param name="step">Day of a streak's round; null for other kinds.</param>
    public static string OfChallenge(string challenge, int? step) =>
        string.Create(CultureInfo.InvariantCulture, $"{Challenge}:{challenge}/{step ?? 0}");

    public static string OfDraw(string lottery, string prize) => $"{Draw}:{lottery}/{prize}";

    /// <summary>The grand prize of a set, which has one.</summary>
    public static string OfSet(string set) => $"{BadgeSet}:{set}/grand";

    /// <summary>The kind, the id of what gave the prize, and the item of it.</summary>
    public static (string Kind, string Id, string Item) Parts(string source)
    {
        int colon = source.IndexOf(':', StringComparison.Ordinal);
        int slash = source.IndexOf('/', StringComparison.Ordinal);
        return (source[..colon], source[(colon + 1)..slash], source[(slash + 1)..]);
    }
}

/// <summary>A coupon goes into the wallet of the record's member.</summary>
/// <param name="Source">As of <see cref="PrizeSource"/>.</param>
/// <param name="Catalogue">Version of the programme that says what the prize is.</param>
public sealed record CouponWon(PlayId Prize, string Source, long Catalogue, string Pool) : GrainEvent
{
    /// <summary>As of <see cref="PrizeId"/>; null for 0.</summary>
    public int? Part { get; init; }

    /// <summary>Number of its code in the pool; null where it waits for one, or there is none left.</summary>
    public long? Serial { get; init; }

    /// <summary>True where no code is left and its stand-in was given in the same record. Never false.</summary>
    public bool? Replaced { get; init; }

    /// <summary>True for the coupon of a test member, which has a shadow code and none of the pool. Never false.</summary>
    public bool? Test { get; init; }
}

/// <summary>A coupon that waited has its code.</summary>
public sealed record CodeGiven(PlayId Prize, int Part, long Serial) : GrainEvent;

/// <summary>No code is left for a coupon that waited: its stand-in is given in the same record.</summary>
public sealed record CouponReplaced(PlayId Prize, int Part) : GrainEvent;
