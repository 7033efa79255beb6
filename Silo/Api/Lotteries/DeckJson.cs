using System.Text.Json;
using Jifen.Grains.Catalogue;

namespace Jifen.Silo.Api;

/// <summary>The body of a scratch lottery.</summary>
internal static class DeckJson
{
    /// <summary><c>count</c> is what the deck began with: the odds of its first card.</summary>
    public static void Write(Utf8JsonWriter json, Deck deck)
    {
        json.WriteStartArray("cards"u8);
        foreach (CardDocument card in deck.Cards.Kinds)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, card.Id);
            PlayJson.WriteText(json, "label", card.Label);
            json.WriteString("color"u8, card.Color);
            json.WriteString("image"u8, card.Image);
            PlayJson.WritePrize(json, card.Prize);
            json.WriteNumber("count"u8, card.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("total"u8, deck.Cards.Total);
        json.WriteNumber("expiresDays"u8, deck.ExpiresDays);
    }
}
