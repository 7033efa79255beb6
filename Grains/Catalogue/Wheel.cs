namespace Jifen.Grains.Catalogue;

/// <summary>A spin wheel as plays are decided under it.</summary>
public sealed class Wheel : Game
{
    /// <summary>Sum of the weights up to and with each segment.</summary>
    private readonly long[] upTo;

    internal Wheel(WheelDocument document, CampaignRules campaign, WheelTable table)
        : base(document, campaign, document.FreePlaysPerDay, document.Cost, document.Limits, document.Tickets)
    {
        Table = table;
        TableHash = WheelTableJson.Hash(table);
        ShowsOdds = document.ShowOdds;
        Segments = SegmentsOf(document, campaign);
        upTo = new long[Segments.Count];
        foreach ((int index, WheelSegment segment) in Segments.Index())
        {
            TotalWeight += segment.Weight;
            upTo[index] = TotalWeight;
        }
    }

    /// <summary>What decides an outcome besides the seed; its version is the first of those in a row that brought this very table.</summary>
    public WheelTable Table { get; }

    /// <summary>SHA-256 of <see cref="WheelTableJson.Canonical"/> of <see cref="Table"/>.</summary>
    public Hash256 TableHash { get; }

    public IReadOnlyList<WheelSegment> Segments { get; }

    public long TotalWeight { get; }

    /// <summary>Members are told the odds of their next play.</summary>
    public bool ShowsOdds { get; }

    public WheelGuarantee? Guarantee => Table.Guarantee;

    public WhenEmpty WhenEmpty => Table.WhenEmpty;

    /// <summary>Segment that a draw hits: each owns as many draws as its weight says, in declared order.</summary>
    /// <param name="draw">0 to <see cref="TotalWeight"/> - 1.</param>
    public int IndexAt(long draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(draw);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(draw, TotalWeight);
        int index = 0;
        while (draw >= upTo[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>Index of the segment with this id, or -1.</summary>
    public int IndexOf(string segment)
    {
        for (int index = 0; index < Segments.Count; index++)
        {
            if (Segments[index].Id == segment)
            {
                return index;
            }
        }

        return -1;
    }

    internal static WheelTable TableOf(WheelDocument document, long version) => new(
        document.Id,
        version,
        [.. document.Segments.Select(segment =>
            new WheelSlot(
                segment.Id, segment.Weight, segment.Prize is not NoPrize, segment.Stock is not null || segment.Prize is CouponPrize, segment.Fallback, segment.Substitute))],
        document.Guarantee,
        document.WhenEmpty);

    private static WheelSegment[] SegmentsOf(WheelDocument document, CampaignRules campaign)
    {
        Dictionary<string, int> places = document.Segments.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        return
        [
            .. document.Segments.Select(segment => new WheelSegment(
                segment.Id, segment.Label, segment.Color, segment.Image, segment.Weight, segment.Prize, segment.Stock,
                segment.Fallback is null ? null : places[segment.Fallback])
            {
                IsUnique = segment.Substitute is not null,
                Drip = segment.Stock is { Drip: { } drip } stock ? new(drip, stock.Total, campaign) : null,
            }),
        ];
    }
}
