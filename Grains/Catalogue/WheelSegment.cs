namespace Jifen.Grains.Catalogue;

/// <summary>A segment as plays are decided by it.</summary>
/// <param name="Stock">Null where the prize needs no unit.</param>
/// <param name="Fallback">Index of the segment that serves when the stock is out, or null.</param>
public sealed record WheelSegment(
    string Id, LocalText Label, string Color, string? Image, long Weight, Prize Prize, StockRule? Stock, int? Fallback)
{
    public bool IsPrize => Prize is not NoPrize;
}
