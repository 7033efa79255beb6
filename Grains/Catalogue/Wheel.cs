namespace Jifen.Grains.Catalogue;

/// <summary>A spin wheel as plays are decided under it.</summary>
public sealed class Wheel
{
    /// <summary>Sum of the weights up to and with each segment.</summary>
    private readonly long[] upTo;

    internal Wheel(WheelDocument document, CampaignRules campaign, WheelTable table)
    {
        Id = document.Id;
        Name = document.Name;
        Campaign = campaign;
        Table = table;
        TableHash = WheelTableJson.Hash(table);
        FreePlaysPerDay = document.FreePlaysPerDay;
        Cost = document.Cost;
        PerDay = document.Limits.PerDay;
        Total = document.Limits.Total;
        Segments = SegmentsOf(document);
        upTo = new long[Segments.Count];
        foreach ((int index, WheelSegment segment) in Segments.Index())
        {
            TotalWeight += segment.Weight;
            upTo[index] = TotalWeight;
        }
    }

    public string Id { get; }

    public LocalText Name { get; }

    public CampaignRules Campaign { get; }

    /// <summary>What decides an outcome besides the seed; its version is the first of those in a row that brought this very table.</summary>
    public WheelTable Table { get; }

    /// <summary>SHA-256 of <see cref="WheelTableJson.Canonical"/> of <see cref="Table"/>.</summary>
    public Hash256 TableHash { get; }

    public IReadOnlyList<WheelSegment> Segments { get; }

    public long TotalWeight { get; }

    /// <summary>Plays of a member and programme day that cost nothing.</summary>
    public int FreePlaysPerDay { get; }

    /// <summary>Price of a play beyond the free ones; null means that there is no such play.</summary>
    public Points? Cost { get; }

    /// <summary>Plays of a member on one programme day at most, free and paid; null means without limit.</summary>
    public long? PerDay { get; }

    /// <summary>Plays of a member in all at most; null means without limit.</summary>
    public long? Total { get; }

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
            new WheelSlot(segment.Id, segment.Weight, segment.Prize is not NoPrize, segment.Stock is not null, segment.Fallback))],
        document.Guarantee,
        document.WhenEmpty);

    private static WheelSegment[] SegmentsOf(WheelDocument document)
    {
        Dictionary<string, int> places = document.Segments.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index, StringComparer.Ordinal);
        return
        [
            .. document.Segments.Select(segment => new WheelSegment(
                segment.Id, segment.Label, segment.Color, segment.Image, segment.Weight, segment.Prize, segment.Stock,
                segment.Fallback is null ? null : places[segment.Fallback])),
        ];
    }
}
