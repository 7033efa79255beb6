namespace Jifen.Grains.Interfaces;

/// <summary>A game of chance of a campaign.</summary>
public abstract record LotteryDocument
{
    private protected LotteryDocument(string id, LocalText name)
    {
        Id = id;
        Name = name;
    }

    public string Id { get; }

    public LocalText Name { get; }

    /// <summary>What minors may do in it.</summary>
    public MinorRule Minors { get; init; }
}

/// <param name="FreePlaysPerDay">Plays of a member and programme day that cost nothing.</param>
/// <param name="Cost">Price of a further play; null means that there is none.</param>
public sealed record WheelDocument(
    string Id, LocalText Name, int FreePlaysPerDay, Points? Cost, PlayLimits Limits, WhenEmpty WhenEmpty, WheelGuarantee? Guarantee,
    IReadOnlyList<SegmentDocument> Segments) : LotteryDocument(Id, Name)
{
    /// <summary>Tickets reach the wheel, so that it may have neither free plays nor a cost. Every wheel takes the tickets that are given for it.</summary>
    public bool Tickets { get; init; }

    /// <summary>Members are told the odds of their next play.</summary>
    public bool ShowOdds { get; init; } = true;
}

/// <summary>How often one member may play; null means without limit.</summary>
public sealed record PlayLimits(long? PerDay, long? Total)
{
    public static PlayLimits None { get; } = new(null, null);
}

/// <param name="Color"><c>#rrggbb</c>, lower case.</param>
/// <param name="Image">Path relative to the programme's pictures, or null.</param>
/// <param name="Weight">Share of the draw.</param>
/// <param name="Fallback">Segment that serves when the stock is out.</param>
public sealed record SegmentDocument(
    string Id, LocalText Label, string Color, string? Image, long Weight, Prize Prize, StockRule? Stock, string? Fallback)
{
    /// <summary>Segment that serves a member who has won this prize before; null where the prize is not unique.</summary>
    public string? Substitute { get; init; }
}
