using System.Text.Json;

namespace Jifen.Simulation.Tests.Judge;

/// <summary>Tickets or a badge that a prize gives.</summary>
/// <param name="Lottery">Whose tickets; null for a badge.</param>
/// <param name="Badge">Null for tickets.</param>
/// <param name="Otherwise">Points for who has the badge; null for nothing.</param>
internal sealed record JudgedGift(string? Lottery, long Count, string? Badge, long? Otherwise)
{
    /// <summary>Null where the prize is neither.</summary>
    public static JudgedGift? Read(JsonElement prize) => prize.ValueKind != JsonValueKind.Object ? null : prize.GetProperty("kind").GetString() switch
    {
        "tickets" => new(prize.GetProperty("lottery").GetString(), prize.GetProperty("count").GetInt64(), null, null),
        "badge" => new(null, 0, prize.GetProperty("badge").GetString(), prize.GetProperty("otherwise") is { ValueKind: JsonValueKind.Object } points ? points.GetProperty("points").GetInt64() : null),
        _ => null,
    };

    /// <summary>Points that stand in for a badge which the member had before the record; null for none.</summary>
    public long? StandIn(Case judged, Seen seen) =>
        Badge is not null && judged.Members.Of(seen.Record.Member!.Value).Badges.Contains(Badge) && !seen.Events.OfType<BadgeEarned>().Any(earned => earned.Badge == Badge) ? Otherwise : null;

    /// <summary>What a record's wins give of it, by the versions that said so.</summary>
    public static IReadOnlyList<JudgedGift> Of(Case judged, Seen seen) => [.. seen.Events.Select(happened => happened switch
    {
        PlaySettled { Refused: false } settled => Taken(judged, seen, settled)?.Wheels[settled.Lottery].Segment(settled.Segment).Gift,
        CardScratched card => judged.Programmes.DeckOf(card.Lottery)!.Cards.Single(one => one.Id == card.Face).Gift,
        DrawPrizeWon won => judged.Programmes.Find(won.Catalogue)!.Draws[won.Lottery].Prizes.Single(prize => prize.Id == won.Prize).Gift,
        _ => null,
    }).OfType<JudgedGift>()];

    private static JudgedProgramme? Taken(Case judged, Seen seen, PlaySettled settled) =>
        judged.Programmes.Find(judged.Members.Of(seen.Record.Member!.Value).VersionOf.GetValueOrDefault($"play:{settled.Play}"));
}
