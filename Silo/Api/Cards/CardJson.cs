using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Grains.Fairness;
using Jifen.Silo.Hosting;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>Bodies of cards. Those of a deal and of a scratch follow from the recorded answer and the deck's own cards alone, to the byte.</summary>
internal static class CardJson
{
    public static void WriteDealt(Utf8JsonWriter json, Dealt dealt)
    {
        json.WriteStartObject();
        json.WriteString("playId"u8, dealt.Card.ToString());
        json.WriteString("lotteryId"u8, dealt.Lottery);
        json.WriteStartObject("card"u8);
        json.WriteString("cardId"u8, dealt.Card.ToString());
        json.WriteNumber("serial"u8, dealt.Serial);
        json.WriteString("commitment"u8, dealt.Commitment.ToString());
        json.WriteString("expires"u8, dealt.Expires.ToInstant());
        json.WriteString("seedCommitment"u8, dealt.SeedCommitment.ToString());
        json.WriteNumber("tableVersion"u8, dealt.TableVersion);
        json.WriteEndObject();
        json.WriteNumber("cost"u8, dealt.Cost.Value);
        PlayJson.WriteTicket(json, dealt.Ticket);
        MemberJson.WriteTest(json, dealt.Test);
        json.WriteNumber("available"u8, dealt.Available.Value);
        json.WriteEndObject();
    }

    public static void WriteScratched(Utf8JsonWriter json, Scratched card, MemberKey member, DeckCards deck)
    {
        json.WriteStartObject();
        json.WriteString("cardId"u8, card.Card.ToString());
        json.WriteString("lotteryId"u8, card.Lottery);
        WriteOutcome(json, deck.Kind(card.Face), card.Had);
        MemberJson.WriteTest(json, card.Test);
        json.WriteNumber("available"u8, card.Available.Value);
        MultiplierJson.WriteGiven(json, card.Multipliers);
        PlayJson.WriteProgress(json, card.Challenges);
        json.WritePropertyName("receipt"u8);
        JsonSerializer.Serialize(json, CardReceiptIssue.Of(card, deck.Table, deck.TableHash, card.Test is true ? member : null), CardReceiptJson.Strict.CardReceipt);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, CardsView cards, PublishedProgrammes programmes, in RecordPlace place)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (HeldCardView held in cards.Held)
        {
            WriteHeld(json, held, cards.IsTest);
        }

        foreach (EndedCardView ended in cards.Ended)
        {
            WriteEnded(json, ended, cards.IsTest, programmes);
        }

        json.WriteEndArray();
        json.WriteNull("next"u8);
        MemberListResource.WriteWaiting(json, cards.Waiting);
        Position.WriteAsOf(json, place);
        json.WriteEndObject();
    }

    private static void WriteHeld(Utf8JsonWriter json, HeldCardView held, bool test)
    {
        json.WriteStartObject();
        json.WriteString("cardId"u8, held.Card.ToString());
        json.WriteString("lotteryId"u8, held.Lottery);
        json.WriteString("state"u8, "held"u8);
        json.WriteNumber("serial"u8, held.Serial);
        MemberJson.WriteTest(json, test);
        json.WriteString("commitment"u8, held.Commitment.ToString());
        json.WriteString("expires"u8, held.Expires.ToInstant());
        json.WriteEndObject();
    }

    private static void WriteEnded(Utf8JsonWriter json, EndedCardView ended, bool test, PublishedProgrammes programmes)
    {
        json.WriteStartObject();
        json.WriteString("cardId"u8, ended.Card.ToString());
        json.WriteString("lotteryId"u8, ended.Lottery);
        json.WriteString("state"u8, ended.Kind is null ? "void"u8 : "scratched"u8);
        json.WriteNumber("serial"u8, ended.Serial);
        MemberJson.WriteTest(json, test);
        if (ended.Kind is { } kind)
        {
            WriteOutcome(json, programmes.DeckCards(ended.Lottery).Kind(kind), null);
        }

        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, CardDocument kind, bool? had)
    {
        json.WriteStartObject("outcome"u8);
        json.WriteString("card"u8, kind.Id);
        PlayJson.WriteText(json, "label", kind.Label);
        PlayJson.WriteWon(json, kind.Prize, had);
        json.WriteEndObject();
    }
}
