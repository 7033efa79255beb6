namespace Jifen.Grains.Catalogue.Reading;

/// <summary>A segment as far as it could be read: null stands for what is absent or was reported.</summary>
/// <param name="StockPlace">Its stock in the document, which may be absent.</param>
/// <param name="FallbackPlace">Its fallback in the document, which may be absent.</param>
/// <param name="UniquePlace">Where it says that it is unique, which may be absent.</param>
/// <param name="SubstitutePlace">Its substitute in the document, which may be absent.</param>
internal sealed record SegmentEntry(Node StockPlace, Node FallbackPlace, Node UniquePlace, Node SubstitutePlace)
{
    public required string? Id { get; init; }

    public required LocalText? Label { get; init; }

    public required string? Color { get; init; }

    public required string? Image { get; init; }

    public required long? Weight { get; init; }

    public required Prize? Prize { get; init; }

    public required StockRule? Stock { get; init; }

    public required string? Fallback { get; init; }

    public required bool IsUnique { get; init; }

    public required string? Substitute { get; init; }

    public SegmentDocument? ToDocument() => Id is null || Label is null || Color is null || Weight is null || Prize is null
        ? null
        : new(Id, Label, Color.ToLowerInvariant(), Image, Weight.Value, Prize, Stock, Fallback) { Substitute = Substitute };
}
