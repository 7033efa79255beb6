using System.Text.Json;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of a member's own limits.</summary>
internal static class SelfLimitJson
{
    public static void Write(Utf8JsonWriter json, SelfLimitsView view, in RecordPlace place)
    {
        json.WriteStartObject();
        WriteLimits(json, view.Now, view.Next, view.From, view.CoolOffUntil);
        json.WriteStartObject("used"u8);
        json.WriteNumber("playsToday"u8, view.PlaysToday);
        json.WriteNumber("playsThisWeek"u8, view.PlaysThisWeek);
        json.WriteNumber("pointsToday"u8, view.PointsToday.Value);
        json.WriteNumber("pointsThisWeek"u8, view.PointsThisWeek.Value);
        json.WriteEndObject();
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public static void WriteTaken(Utf8JsonWriter json, Answer? answer)
    {
        SelfLimitsSet set = ((SelfLimitsTaken)answer!).Limits;
        json.WriteStartObject();
        WriteLimits(json, set.Now, set.Next, set.From, set.CoolOffUntil);
        json.WriteEndObject();
    }

    private static void WriteLimits(Utf8JsonWriter json, PlayCeilings now, PlayCeilings? next, Stamp? from, Stamp? coolOff)
    {
        WriteCeilings(json, now);
        if (next is null || from is not { } instant)
        {
            json.WriteNull("next"u8);
        }
        else
        {
            json.WriteStartObject("next"u8);
            json.WriteString("from"u8, instant.ToInstant());
            WriteCeilings(json, next);
            json.WriteEndObject();
        }

        if (coolOff is { } until)
        {
            json.WriteString("coolOffUntil"u8, until.ToInstant());
        }
        else
        {
            json.WriteNull("coolOffUntil"u8);
        }
    }

    private static void WriteCeilings(Utf8JsonWriter json, PlayCeilings ceilings)
    {
        WriteNumber(json, "playsPerDay", ceilings.PlaysPerDay);
        WriteNumber(json, "playsPerWeek", ceilings.PlaysPerWeek);
        WriteNumber(json, "pointsPerDay", ceilings.PointsPerDay?.Value);
        WriteNumber(json, "pointsPerWeek", ceilings.PointsPerWeek?.Value);
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
