using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>The answer of <c>GET /v1/members/{id}</c>.</summary>
internal static class MemberJson
{
    /// <summary>Tier of a member that was opened with none.</summary>
    private const string NoTier = "none";

    public static void Write(Utf8JsonWriter json, string id, MemberView view, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteString("tier"u8, view.Tier ?? NoTier);
        WriteGroups(json, view.Groups);
        if (view.AdultFrom is { } adult)
        {
            json.WriteString("adultFrom"u8, adult.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        WriteTest(json, view.IsTest);
        WritePoints(json, view.Points);
        WriteTickets(json, view.Plays);
        MultiplierJson.Write(json, view.Multipliers);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    /// <summary>The mark of what is a test member's; left out of all else.</summary>
    public static void WriteTest(Utf8JsonWriter json, bool? test)
    {
        if (test is true)
        {
            json.WriteBoolean("test"u8, true);
        }
    }

    /// <summary>The properties <c>region</c> and <c>segments</c>.</summary>
    public static void WriteGroups(Utf8JsonWriter json, MemberGroups groups)
    {
        json.WriteString("region"u8, groups.Region);
        json.WriteStartArray("segments"u8);
        foreach (string segment in groups.Segments)
        {
            json.WriteStringValue(segment);
        }

        json.WriteEndArray();
    }

    private static void WritePoints(Utf8JsonWriter json, PointsView points)
    {
        json.WriteStartObject("points"u8);
        json.WriteNumber("available"u8, points.Available.Value);
        json.WriteNumber("pending"u8, 0);
        json.WriteNumber("owed"u8, points.Owed.Value);
        json.WriteStartArray("lots"u8);
        for (int i = 0; i < points.Lots.Count; i++)
        {
            WriteLot(json, points.Lots[i]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLot(Utf8JsonWriter json, LotView lot)
    {
        json.WriteStartObject();
        json.WriteNumber("points"u8, lot.Points.Value);
        json.WritePropertyName("expires"u8);
        if (lot.Expires is { } expires)
        {
            json.WriteStringValue(expires.ToInstant());
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteEndObject();
    }

    /// <summary>Plays that cost no points, by lottery: free ones of today, and tickets.</summary>
    private static void WriteTickets(Utf8JsonWriter json, IReadOnlyList<PlaysLeft> plays)
    {
        json.WriteStartObject("tickets"u8);
        for (int i = 0; i < plays.Count; i++)
        {
            json.WriteNumber(plays[i].Lottery, plays[i].Free + plays[i].Tickets);
        }

        json.WriteEndObject();
    }
}
