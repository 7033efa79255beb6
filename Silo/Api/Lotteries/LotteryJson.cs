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
            WriteBody(json, programme.FindGame(view.Lottery)!, view);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public static void WriteOne(Utf8JsonWriter json, Game game, LotteryView view, in RecordPlace place)
    {
        json.WriteStartObject();
        WriteBody(json, game, view);
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

    private static void WriteBody(Utf8JsonWriter json, Game game, LotteryView view)
    {
        json.WriteString("id"u8, view.Lottery);
        json.WriteString("kind"u8, game switch { Deck => "scratch"u8, Draw => "draw"u8, _ => "wheel"u8 });
        PlayJson.WriteText(json, "name", game.Name);
        json.WriteString("campaign"u8, view.Campaign);
        json.WriteBoolean("open"u8, view.Open);
        json.WriteBoolean("soldOut"u8, view.SoldOut);
        WriteInstant(json, "opens", view.Opens);
        WriteInstant(json, "closes", view.Closes);
        WriteNumber(json, "cost", view.Cost?.Value);
        WritePlays(json, view.Plays);
        if (game is Deck deck)
        {
            DeckJson.Write(json, deck);
        }
        else if (game is Draw draw)
        {
            DrawJson.WriteLottery(json, draw, view);
        }
        else
        {
            WriteWheel(json, (Wheel)game, view);
        }

        json.WriteString("minors"u8, game.Minors switch { MinorRule.None => "none"u8, MinorRule.FreeOnly => "freeOnly"u8, _ => "allowed"u8 });
        json.WriteNumber("tableVersion"u8, view.TableVersion);
        json.WriteString("period"u8, view.Period);
        json.WriteString("commitment"u8, view.Commitment?.ToString());
    }

    private static void WriteWheel(Utf8JsonWriter json, Wheel wheel, LotteryView view)
    {
        WriteGuarantee(json, wheel, view);
        WriteSegments(json, wheel, view);
        if (wheel.ShowsOdds)
        {
            json.WriteNumber("totalWeight"u8, view.TotalWeight);
        }
    }

    private static void WritePlays(Utf8JsonWriter json, PlaysLeft plays)
    {
        json.WriteStartObject("plays"u8);
        json.WriteNumber("free"u8, plays.Free);
        json.WriteNumber("tickets"u8, plays.Tickets);
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

    private static void WriteSegments(Utf8JsonWriter json, Wheel wheel, LotteryView view)
    {
        json.WriteStartArray("segments"u8);
        foreach ((int index, WheelSegment segment) in wheel.Segments.Index())
        {
            json.WriteStartObject();
            json.WriteString("id"u8, segment.Id);
            PlayJson.WriteText(json, "label", segment.Label);
            json.WriteString("color"u8, segment.Color);
            json.WriteString("image"u8, segment.Image);
            PlayJson.WritePrize(json, segment.Prize);
            if (segment.IsUnique)
            {
                json.WriteBoolean("owned"u8, view.Owned.Contains(segment.Id));
            }

            if (wheel.ShowsOdds)
            {
                WriteOdds(json, segment, view.Odds[index].Weight, view.TotalWeight);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary><c>weight</c> is the table's; <c>odds</c> is what the next play gives, out of <c>totalWeight</c>, and <c>oneIn</c> the same for people.</summary>
    private static void WriteOdds(Utf8JsonWriter json, WheelSegment segment, long odds, long total)
    {
        json.WriteNumber("weight"u8, segment.Weight);
        json.WriteNumber("odds"u8, odds);
        json.WriteString("oneIn"u8, OneIn.Of(odds, total));
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
