using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of what a member has of draws. Those of an entry and of a claim follow from the recorded answer and its catalogue version, to the byte.</summary>
internal static class MemberDrawJson
{
    public static void WriteEntered(Utf8JsonWriter json, Entered entered, MemberKey member)
    {
        json.WriteStartObject();
        json.WriteString("playId"u8, entered.Entry.ToString());
        json.WriteString("lotteryId"u8, entered.Lottery);
        json.WriteStartObject("entry"u8);
        json.WriteString("period"u8, entered.Period);
        json.WriteNumber("number"u8, entered.Number);
        json.WriteString("closes"u8, entered.Closes.ToInstant());
        json.WriteString("seedCommitment"u8, entered.SeedCommitment.ToString());
        json.WriteEndObject();
        json.WriteNumber("cost"u8, entered.Cost.Value);
        PlayJson.WriteTicket(json, entered.Ticket);
        MemberJson.WriteTest(json, entered.Test);
        json.WriteNumber("available"u8, entered.Available.Value);
        json.WritePropertyName("receipt"u8);
        JsonSerializer.Serialize(json, DrawReceiptIssue.Of(entered, member), ReceiptJson.Strict.DrawReceipt);
        json.WriteEndObject();
    }

    public static void WriteClaimed(Utf8JsonWriter json, Claimed claimed, Draw draw)
    {
        json.WriteStartObject();
        json.WriteString("lotteryId"u8, claimed.Lottery);
        json.WriteString("period"u8, claimed.Period);
        json.WriteNumber("place"u8, claimed.Place);
        json.WriteStartObject("won"u8);
        DrawJson.WriteLabel(json, draw.Prize(claimed.Prize), claimed.Had);
        json.WriteEndObject();
        json.WriteNumber("available"u8, claimed.Available.Value);
        MultiplierJson.WriteGiven(json, claimed.Multipliers);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, MemberDrawsView draws, PublishedProgrammes programmes, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (MemberDrawView draw in draws.Draws)
        {
            json.WriteStartObject();
            json.WriteString("lotteryId"u8, draw.Lottery);
            json.WriteString("period"u8, draw.Period);
            json.WriteNumber("entries"u8, draw.Entries);
            MemberJson.WriteTest(json, draws.IsTest);
            json.WriteString("state"u8, draw.Drawn ? "drawn"u8 : draw.Closed ? "closing"u8 : "open"u8);
            WriteWin(json, draw, programmes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    private static void WriteWin(Utf8JsonWriter json, MemberDrawView draw, PublishedProgrammes programmes)
    {
        if (draw.Win is not { } win)
        {
            json.WriteNull("win"u8);
            return;
        }

        json.WriteStartObject("win"u8);
        json.WriteNumber("place"u8, win.Place);
        json.WriteStartObject("won"u8);
        DrawJson.WriteLabel(json, programmes.Draw(win.Catalogue, draw.Lottery).Prize(win.Prize));
        json.WriteEndObject();
        json.WriteString("state"u8, win.State switch { WinState.Open => "open", WinState.Given => "given", _ => "lapsed" });
        if (win.Deadline is { } deadline)
        {
            json.WriteString("deadline"u8, deadline.ToInstant());
        }

        json.WriteEndObject();
    }
}
