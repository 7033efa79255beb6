namespace Jifen.Grains.Interfaces;

/// <summary>What holds together for a time: earning rules and lotteries.</summary>
/// <param name="Starts">First instant of the campaign.</param>
/// <param name="Ends">First instant after the campaign.</param>
/// <param name="DayParts">Hours of the day in which the campaign is open; empty means the whole day.</param>
public sealed record CampaignDocument(
    string Id, LocalText Name, Stamp Starts, Stamp Ends, IReadOnlyList<DayPart> DayParts, IReadOnlyList<EarningDocument> Earning,
    IReadOnlyList<LotteryDocument> Lotteries)
{
    /// <summary>Most points that the campaign gives, by its rules and as prizes; null means without limit.</summary>
    public Points? Budget { get; init; }

    public IReadOnlyList<ChallengeDocument> Challenges { get; init; } = [];

    /// <summary>Points that its lotteries give where all stocked prizes of points are won, all cards are scratched and all draws are held.</summary>
    public Int128 PrizePoints => PointsPrizes
        .Aggregate(Int128.Zero, static (sum, prize) => sum + ((Int128)(prize.Segment.Stock?.Total ?? 0) * ((PointsPrize)prize.Segment.Prize).Points.Value))
        + Lotteries.OfType<DeckDocument>().Aggregate(Int128.Zero, static (sum, deck) => sum + deck.PrizePoints)
        + Lotteries.OfType<DrawDocument>().Aggregate(Int128.Zero, (sum, draw) => sum + draw.PrizePointsIn(Starts, Ends));

    /// <summary>Segments of wheels that give points, with their wheels.</summary>
    public IEnumerable<(WheelDocument Wheel, SegmentDocument Segment)> PointsPrizes =>
        Lotteries.OfType<WheelDocument>().SelectMany(wheel => wheel.Segments.Where(segment => segment.Prize is PointsPrize).Select(segment => (wheel, segment)));
}

/// <summary>Hours of the day on the programme's wall clock, in minutes after midnight.</summary>
/// <param name="FromMinute">First minute, 0 to 1,439.</param>
/// <param name="ToMinute">First minute after it, 1 to 1,440, or 0 to <paramref name="FromMinute"/> - 1 on the day after.</param>
public readonly record struct DayPart(int FromMinute, int ToMinute)
{
    public const int MinutesPerDay = 1440;

    public bool CrossesMidnight => ToMinute < FromMinute;

    public bool Contains(int minute) =>
        CrossesMidnight ? minute >= FromMinute || minute < ToMinute : minute >= FromMinute && minute < ToMinute;
}
