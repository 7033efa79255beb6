namespace Jifen.Grains.Interfaces;

/// <summary>
/// The frozen table of a spin wheel: all that decides an outcome besides the seed. Its canonical JSON is hashed, and a receipt
/// carries it whole.
/// </summary>
/// <param name="Version">Catalogue version that brought this table.</param>
public sealed record WheelTable(
    string Lottery, long Version, IReadOnlyList<WheelSlot> Segments, WheelGuarantee? Guarantee, WhenEmpty WhenEmpty);

/// <param name="Weight">Share of the draw, a positive integer.</param>
/// <param name="Prize">Whether landing here is a win.</param>
/// <param name="Stocked">Whether a win here takes a unit of stock.</param>
/// <param name="Fallback">Segment that serves when the stock is out; required where stocked and the game does not close.</param>
/// <param name="Substitute">Segment that serves a member who has won this prize before; null where the prize is not unique. Left out of older tables.</param>
public sealed record WheelSlot(string Id, long Weight, bool Prize, bool Stocked, string? Fallback, string? Substitute = null)
{
    /// <summary>A member wins it once.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Unique => Substitute is not null;
}

/// <summary>The n-th play in a row without a prize gets <see cref="Segment"/>, unless its own draw wins.</summary>
public sealed record WheelGuarantee(long Plays, string Segment);

[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<WhenEmpty>))]
public enum WhenEmpty
{
    [System.Text.Json.Serialization.JsonStringEnumMemberName("fallback")]
    Fallback,
    [System.Text.Json.Serialization.JsonStringEnumMemberName("close")]
    Close,
}
