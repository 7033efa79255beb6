using System.Text.Json;
using Jifen.Grains.Leaderboard;
using Jifen.Silo.Boards;
using Jifen.Silo.Security;

namespace Jifen.Silo.Api;

/// <summary>Bodies of boards.</summary>
/// <param name="names">Ids that the caller may see; the others are shown by their alias.</param>
internal sealed class BoardJson(IReadOnlyDictionary<MemberKey, string> names, MemberMask mask)
{
    /// <summary>The one tie rule: of equal scores, who got there first stands higher.</summary>
    private const string Tie = "first-to-reach";

    public void WritePage(Utf8JsonWriter json, BoardPage page, int limit)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        for (int i = 0; i < page.Places.Count; i++)
        {
            WritePlace(json, page.FirstRank + i, page.Places[i]);
        }

        json.WriteEndArray();
        json.WriteString("next"u8, page.Places.Count == limit ? BoardCursor.Of(page.Places[^1], mask) : null);
        json.WriteNumber("size"u8, page.Size);
        WriteCard(json, page.Card);
        Position.WriteAsOf(json, page.AsOf);
        json.WriteEndObject();
    }

    public void WriteStanding(Utf8JsonWriter json, BoardStanding standing)
    {
        json.WriteStartObject();
        WriteStand(json, standing);
        json.WriteStartArray("around"u8);
        foreach (RankedPlace near in standing.Around)
        {
            WritePlace(json, near.Rank, near.Place);
        }

        json.WriteEndArray();
        WriteCard(json, standing.Card);
        Position.WriteAsOf(json, standing.AsOf);
        json.WriteEndObject();
    }

    /// <summary>The boards of one member, each as of its own position.</summary>
    public static void WriteBoards(Utf8JsonWriter json, IReadOnlyList<BoardStanding> standings)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (BoardStanding standing in standings)
        {
            json.WriteStartObject();
            WriteStand(json, standing);
            WriteCard(json, standing.Card);
            Position.WriteAsOf(json, standing.AsOf);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        json.WriteEndObject();
    }

    private static void WriteStand(Utf8JsonWriter json, BoardStanding standing)
    {
        WriteNumber(json, "rank", standing.Rank);
        json.WriteNumber("score"u8, standing.Place?.Score ?? 0);
        json.WritePropertyName("percentile"u8);
        if (standing.PercentileTenths is { } tenths)
        {
            json.WriteNumberValue(tenths / 10m);
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteNumber("size"u8, standing.Size);
    }

    private static void WriteCard(Utf8JsonWriter json, BoardCard card)
    {
        json.WriteString("boardId"u8, card.Board);
        PlayJson.WriteText(json, "name", card.Name);
        json.WriteString("period"u8, card.Period.ToString());
        json.WriteString("zone"u8, card.Zone);
        json.WriteString("tie"u8, Tie);
        json.WritePropertyName("closes"u8);
        if (card.Ends is { } ends)
        {
            json.WriteStringValue(ends.ToInstant());
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteBoolean("provisional"u8, !card.IsFinal);
        json.WriteStartArray("periods"u8);
        foreach (PeriodKey kept in card.Kept)
        {
            json.WriteStringValue(kept.ToString());
        }

        json.WriteEndArray();
    }

    private void WritePlace(Utf8JsonWriter json, long rank, in Place place)
    {
        json.WriteStartObject();
        json.WriteNumber("rank"u8, rank);
        if (names.TryGetValue(place.Member, out string? id))
        {
            json.WriteString("memberId"u8, id);
        }
        else
        {
            json.WriteString("alias"u8, mask.Alias(place.Member));
        }

        json.WriteNumber("score"u8, place.Score);
        json.WriteString("reachedAt"u8, place.Reached.ToInstant());
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
