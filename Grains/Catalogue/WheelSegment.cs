namespace Jifen.Grains.Catalogue;

/// <summary>A segment as plays are decided by it.</summary>
/// <param name="Stock">Null where the prize needs no unit.</param>
/// <param name="Fallback">Index of the segment that serves when the stock is out, or null.</param>
public sealed record WheelSegment(
    string Id, LocalText Label, string Color, string? Image, long Weight, Prize Prize, StockRule? Stock, int? Fallback)
{
    /// <summary>A member wins it once; after that its substitute serves.</summary>
    public bool IsUnique { get; init; }

    /// <summary>How its stock is spread over time; null where it is not.</summary>
    public Drip? Drip { get; init; }

    public bool IsPrize => Prize is not NoPrize;

    /// <summary>The prize needs a unit: of its stock, or a code of its pool.</summary>
    public bool IsStocked => Stock is not null || Prize is CouponPrize;
}
