using System.Text.Json.Serialization;

namespace Jifen.Grains.Interfaces;

/// <summary>
/// What a player keeps of a play: with the seed that is revealed after the period, enough to recompute its outcome without a server.
/// </summary>
/// <param name="Formula">Label of the formula, <c>jifen/wheel/1</c>.</param>
/// <param name="Commitment">SHA-256 of the period's seed, published before the period opened.</param>
/// <param name="Nonce">Sets the plays of a member in a period apart.</param>
/// <param name="PlayerSeed">The player's own part of the randomness; may be empty.</param>
/// <param name="TableVersion">Catalogue version that brought the table.</param>
/// <param name="TableHash">SHA-256 of the table's canonical JSON.</param>
/// <param name="SinceWin">Plays without a prize before this one: the guarantee's counter. Asserted here, proved by <c>verify</c>.</param>
/// <param name="Exhausted">Segments whose prize was out, in segment order. Asserted here, proved by <c>verify</c>.</param>
/// <param name="Rolled">Segment that the draw hit.</param>
/// <param name="Segment">Segment that the player got.</param>
/// <param name="Prize">False where the segment gives nothing.</param>
/// <param name="Guaranteed">The guarantee chose the segment, not the draw.</param>
/// <param name="CheckDigits">Eight hexadecimal digits for each field; they name a field that was altered by accident.</param>
public sealed record Receipt(
    string Formula, PlayId PlayId, string Lottery, string Period, Hash256 Commitment, MemberKey MemberKey, long Nonce, string PlayerSeed,
    long TableVersion, [property: JsonConverter(typeof(WheelTableConverter))] WheelTable Table, Hash256 TableHash, long SinceWin, IReadOnlyList<string> Exhausted,
    string Rolled, string Segment, bool Prize, bool Guaranteed, string CheckDigits)
{
    /// <summary>Unique prizes that the member had won before, in segment order; null for none. Asserted here, proved by <c>verify</c>.</summary>
    public IReadOnlyList<string>? Owned { get; init; }

    /// <summary>True where a test member played: the outcome is real, and nothing was won. Never false.</summary>
    public bool? Test { get; init; }
}
