namespace Jifen.Grains.Interfaces;

/// <summary>A scratch lottery: cards of an exact composition, each dealt once.</summary>
/// <param name="FreePlaysPerDay">Cards of a member and programme day that cost nothing.</param>
/// <param name="Cost">Price of a further card; null means that there is none.</param>
/// <param name="ExpiresDays">A card is void at the end of this many days after the day on which it was dealt.</param>
/// <param name="Cards">The kinds of cards. Those of the version that first brought the deck are the deck's for ever.</param>
public sealed record DeckDocument(
    string Id, LocalText Name, int FreePlaysPerDay, Points? Cost, PlayLimits Limits, int ExpiresDays, IReadOnlyList<CardDocument> Cards)
    : LotteryDocument(Id, Name)
{
    /// <summary>As of <see cref="WheelDocument.Tickets"/>.</summary>
    public bool Tickets { get; init; }

    /// <summary>Points that all of its cards give together.</summary>
    public Int128 PrizePoints => Cards.Aggregate(
        Int128.Zero, static (sum, card) => sum + (PointsOf(card.Prize) is { } points ? (Int128)card.Count * points.Value : 0));

    /// <remarks>A pool may be out from the start, so that what stands in for its codes is set aside whole.</remarks>
    private static Points? PointsOf(Prize prize) => prize switch
    {
        PointsPrize points => points.Points,
        CouponPrize coupon => coupon.Otherwise,
        _ => null,
    };
}

/// <param name="Color"><c>#rrggbb</c>, lower case.</param>
/// <param name="Image">Path relative to the programme's pictures, or null.</param>
/// <param name="Count">Cards of this kind in the deck, at least 1.</param>
public sealed record CardDocument(string Id, LocalText Label, string Color, string? Image, long Count, Prize Prize);
