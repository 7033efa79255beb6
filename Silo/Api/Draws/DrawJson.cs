using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of what was drawn. Members are shown by their alias.</summary>
/// <param name="caller">The member who looks, whose rows are marked; null for staff.</param>
internal sealed class DrawJson(PublishedProgrammes programmes, MemberMask mask, string lottery, MemberKey? caller)
{
    public void WriteList(Utf8JsonWriter json, DrawingsView seen, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (DrawingView drawing in seen.Drawings)
        {
            json.WriteStartObject();
            WriteBody(json, drawing);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    public void WriteOne(Utf8JsonWriter json, DrawingView drawing, in RecordPlace place)
    {
        json.WriteStartObject();
        WriteBody(json, drawing);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    /// <summary>The body of a lottery that is a draw.</summary>
    public static void WriteLottery(Utf8JsonWriter json, Draw draw, LotteryView view)
    {
        json.WriteStartArray("prizes"u8);
        foreach (DrawPrizeDocument prize in draw.Prizes)
        {
            json.WriteStartObject();
            WriteLabel(json, prize);
            json.WriteNumber("count"u8, prize.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("winners"u8, draw.Winners);
        json.WriteNumber("substitutes"u8, draw.Substitutes);
        json.WriteBoolean("daily"u8, draw.IsDaily);
        WriteNumber(json, "claimHours", draw.ClaimHours);
        WriteNumber(json, "entries", view.Entries);
    }

    /// <param name="had">As of <see cref="Played.Had"/>; null where it is told to nobody in particular.</param>
    public static void WriteLabel(Utf8JsonWriter json, DrawPrizeDocument prize, bool? had = null)
    {
        json.WriteString("id"u8, prize.Id);
        PlayJson.WriteText(json, "label", prize.Label);
        PlayJson.WriteWon(json, prize.Prize, had);
    }

    private void WriteBody(Utf8JsonWriter json, DrawingView drawing)
    {
        json.WriteString("lotteryId"u8, lottery);
        json.WriteString("period"u8, drawing.Period);
        json.WriteString("state"u8, drawing.Catalogue is not null ? "drawn"u8 : drawing.Closed > 0 ? "closing"u8 : "open"u8);
        json.WriteString("seedCommitment"u8, drawing.SeedCommitment.ToString());
        json.WriteString("seed"u8, drawing.Seed);
        json.WriteNumber("shardsClosed"u8, drawing.Closed);
        json.WriteNumber("members"u8, drawing.Members);
        json.WriteNumber("entries"u8, drawing.Entries);
        json.WriteString("sealed"u8, drawing.Hash?.ToString());
        json.WriteNumber("winners"u8, drawing.Winners);
        WriteDrawn(json, drawing);
        WritePlaces(json, drawing);
    }

    /// <summary>Every slip drawn, winners first, substitutes after them.</summary>
    private void WriteDrawn(Utf8JsonWriter json, DrawingView drawing)
    {
        json.WriteStartArray("drawn"u8);
        foreach (DrawnSlip slip in drawing.Slips)
        {
            json.WriteStartObject();
            json.WriteString("alias"u8, mask.Alias(slip.Member));
            json.WriteString("slip"u8, slip.Slip.ToString());
            WriteMine(json, slip.Member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WritePlaces(Utf8JsonWriter json, DrawingView drawing)
    {
        Draw? draw = drawing.Catalogue is { } version ? programmes.Draw(version, lottery) : null;
        json.WriteStartArray("places"u8);
        foreach (DrawPlaceView place in drawing.Places)
        {
            json.WriteStartObject();
            json.WriteNumber("place"u8, place.Place);
            json.WriteStartObject("won"u8);
            WriteLabel(json, draw!.Prize(place.Prize));
            json.WriteEndObject();
            json.WriteString("alias"u8, mask.Alias(drawing.Slips[place.Drawn].Member));
            json.WriteNumber("position"u8, place.Drawn + 1);
            json.WriteString("state"u8, NameOf(place.State));
            WriteMine(json, drawing.Slips[place.Drawn].Member);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteMine(Utf8JsonWriter json, MemberKey member)
    {
        if (member == caller)
        {
            json.WriteBoolean("mine"u8, true);
        }
    }

    private static string NameOf(DrawPlaceState state) => state switch
    {
        DrawPlaceState.Given => "given",
        DrawPlaceState.Open => "open",
        DrawPlaceState.Claimed => "claimed",
        _ => "lapsed",
    };

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
