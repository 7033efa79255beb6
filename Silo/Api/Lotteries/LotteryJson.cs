using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of lotteries and of their proofs.</summary>
internal static class LotteryJson
{
    public static void WriteList(Utf8JsonWriter json, Programme programme, IReadOnlyList<LotteryView> views, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (LotteryView view in views)
        {
            json.WriteStartObject();
            WriteBody(json, programme.FindWheel(view.Lottery)!, view);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Wheel wheel, LotteryView view, in RecordPlace place)
    {
        json.WriteStartObject();
        WriteBody(json, wheel, view);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public static void WriteFairness(Utf8JsonWriter json, FairnessView view, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteString("lotteryId"u8, view.Lottery);
        json.WriteStartArray("periods"u8);
        foreach (PeriodSeedView period in view.Periods)
        {
            json.WriteStartObject();
            json.WriteString("period"u8, period.Period);
            json.WriteString("commitment"u8, period.Commitment.ToString());
            json.WriteString("seed"u8, period.Seed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, Wheel wheel, LotteryView view)
    {
        json.WriteString("id"u8, view.Lottery);
        json.WriteString("kind"u8, "wheel"u8);
        PlayJson.WriteText(json, "name", wheel.Name);
        json.WriteString("campaign"u8, view.Campaign);
        json.WriteBoolean("open"u8, view.Open);
        json.WriteBoolean("soldOut"u8, view.SoldOut);
        WriteInstant(json, "opens", view.Opens);
        WriteInstant(json, "closes", view.Closes);
        WriteNumber(json, "cost", view.Cost?.Value);
        WritePlays(json, view.Plays);
        WriteGuarantee(json, wheel, view);
        WriteSegments(json, wheel, view.Odds);
        json.WriteNumber("totalWeight"u8, view.TotalWeight);
        json.WriteNumber("tableVersion"u8, view.TableVersion);
        json.WriteString("period"u8, view.Period);
        json.WriteString("commitment"u8, view.Commitment?.ToString());
    }

    private static void WritePlays(Utf8JsonWriter json, PlaysLeft plays)
    {
        json.WriteStartObject("plays"u8);
        json.WriteNumber("free"u8, plays.Free);
        WriteNumber(json, "today", plays.Today);
        WriteNumber(json, "total", plays.Total);
        json.WriteEndObject();
    }

    private static void WriteGuarantee(Utf8JsonWriter json, Wheel wheel, LotteryView view)
    {
        if (wheel.Guarantee is not { } guarantee)
        {
            json.WriteNull("guarantee"u8);
            return;
        }

        json.WriteStartObject("guarantee"u8);
        json.WriteNumber("plays"u8, guarantee.Plays);
        json.WriteString("segment"u8, guarantee.Segment);
        json.WriteNumber("sinceWin"u8, view.SinceWin);
        json.WriteEndObject();
    }

    /// <summary><c>weight</c> is the table's; <c>odds</c> is what the next play gives, out of <c>totalWeight</c>.</summary>
    private static void WriteSegments(Utf8JsonWriter json, Wheel wheel, IReadOnlyList<SegmentOdds> odds)
    {
        json.WriteStartArray("segments"u8);
        for (int i = 0; i < wheel.Segments.Count; i++)
        {
            WheelSegment segment = wheel.Segments[i];
            json.WriteStartObject();
            json.WriteString("id"u8, segment.Id);
            PlayJson.WriteText(json, "label", segment.Label);
            json.WriteString("color"u8, segment.Color);
            json.WriteString("image"u8, segment.Image);
            PlayJson.WritePrize(json, segment.Prize);
            json.WriteNumber("weight"u8, segment.Weight);
            json.WriteNumber("odds"u8, odds[i].Weight);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, Stamp? at)
    {
        if (at is { } instant)
        {
            json.WriteString(name, instant.ToInstant());
        }
        else
        {
            json.WriteNull(name);
        }
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
