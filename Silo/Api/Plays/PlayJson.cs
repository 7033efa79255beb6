using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;

namespace Jifen.Silo.Api;

/// <summary>
/// The body of a settled play. It follows from the recorded answer and the catalogue version of the play alone, to the byte.
/// </summary>
internal static class PlayJson
{
    /// <param name="wheel">The wheel of the version under which the play was taken.</param>
    public static void Write(Utf8JsonWriter json, Played played, MemberKey member, Wheel wheel)
    {
        json.WriteStartObject();
        json.WriteString("playId"u8, played.Play.ToString());
        json.WriteString("lotteryId"u8, played.Lottery);
        WriteOutcome(json, wheel, played);
        json.WriteNumber("cost"u8, played.Cost.Value);
        WriteTicket(json, played.Ticket);
        MemberJson.WriteTest(json, played.Test);
        json.WriteNumber("available"u8, played.Available.Value);
        MultiplierJson.WriteGiven(json, played.Multipliers);
        WriteProgress(json, played.Challenges);
        WriteReceipt(json, played, member, wheel);
        json.WriteEndObject();
    }

    /// <summary>Left out where no ticket paid.</summary>
    public static void WriteTicket(Utf8JsonWriter json, bool? ticket)
    {
        if (ticket is true)
        {
            json.WriteBoolean("ticket"u8, true);
        }
    }

    /// <summary>Left out where the play moved no challenge.</summary>
    public static void WriteProgress(Utf8JsonWriter json, IReadOnlyList<ChallengeProgress>? challenges)
    {
        if (challenges is null)
        {
            return;
        }

        json.WriteStartArray("progress"u8);
        foreach (ChallengeProgress progress in challenges)
        {
            ChallengeJson.Write(json, progress);
        }

        json.WriteEndArray();
    }

    public static void WriteReceipt(Utf8JsonWriter json, Played played, MemberKey member, Wheel wheel)
    {
        json.WritePropertyName("receipt"u8);
        JsonSerializer.Serialize(json, ReceiptIssue.Of(played, member, wheel.Table, wheel.TableHash), ReceiptJson.Strict.Receipt);
    }

    public static void WriteOutcome(Utf8JsonWriter json, Wheel wheel, Played played)
    {
        json.WriteStartObject("outcome"u8);
        WheelSegment won = wheel.Segments[wheel.IndexOf(played.Segment)];
        json.WriteString("segment"u8, played.Segment);
        WriteText(json, "label", won.Label);
        WriteWon(json, won.Prize, played.Had);
        json.WriteEndObject();
    }

    /// <summary>What a member got of a prize: what stands in for a badge that it had, which <c>had</c> names.</summary>
    public static void WriteWon(Utf8JsonWriter json, Prize prize, bool? had)
    {
        if (had is true && prize is BadgePrize badge)
        {
            WritePrize(json, badge.StandIn);
            json.WriteString("had"u8, badge.Badge);
            return;
        }

        WritePrize(json, prize);
    }

    public static void WritePrize(Utf8JsonWriter json, Prize prize)
    {
        switch (prize)
        {
            case PointsPrize points:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "points"u8);
                json.WriteNumber("points"u8, points.Points.Value);
                json.WriteEndObject();
                break;
            case GoodsPrize goods:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "goods"u8);
                WriteText(json, "name", goods.Name);
                json.WriteEndObject();
                break;
            case CouponPrize coupon:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "coupon"u8);
                WriteText(json, "name", coupon.Name);
                json.WriteEndObject();
                break;
            case MultiplierPrize multiplier:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "multiplier"u8);
                MultiplierJson.WritePrize(json, multiplier);
                json.WriteEndObject();
                break;
            case TicketPrize tickets:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "tickets"u8);
                json.WriteString("lottery"u8, tickets.Lottery);
                json.WriteNumber("count"u8, tickets.Count);
                json.WriteEndObject();
                break;
            case BadgePrize badge:
                json.WriteStartObject("prize"u8);
                json.WriteString("kind"u8, "badge"u8);
                json.WriteString("badge"u8, badge.Badge);
                json.WriteEndObject();
                break;
            default:
                json.WriteNull("prize"u8);
                break;
        }
    }

    public static void WriteText(Utf8JsonWriter json, string name, LocalText text)
    {
        json.WriteStartObject(name);
        json.WriteString("en"u8, text.En);
        json.WriteString("zh"u8, text.Zh);
        json.WriteEndObject();
    }

    public static void WritePending(Utf8JsonWriter json, PlayId play)
    {
        json.WriteStartObject();
        json.WriteString("playId"u8, play.ToString());
        json.WriteEndObject();
    }
}
