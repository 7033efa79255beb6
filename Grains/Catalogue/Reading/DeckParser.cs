using Jifen.Grains.Catalogue.Reading.Shapes;

namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads a scratch lottery.</summary>
internal static class DeckParser
{
    public static DeckDocument? Read(Node node, IdSet lotteryIds, PrizeParser prizes)
    {
        if (node.Fields(GameShapes.Deck) is not { } fields)
        {
            return null;
        }

        string? id = lotteryIds.Read(fields.Required("id"));
        fields.Required("kind").OneOf(LotteryParser.Scratch);
        LocalText? name = fields.Required("name").LocalText();
        int? free = WheelParser.FreePlays(fields.Optional("freePlaysPerDay"));
        bool tickets = fields.Optional("tickets").Flag() ?? false;
        Points? cost = WheelParser.Cost(node, fields.Optional("cost"), tickets ? null : free);
        MinorRule minors = WheelParser.Minors(fields.Optional("minors"));
        PlayLimits limits = WheelParser.Limits(fields.Optional("limits"));
        long? days = fields.Required("expires").Fields(GameShapes.Expires)?.Required("days").Whole(1, ProgrammeLimits.CardDays);
        List<CardDocument> cards = Cards(fields.Required("cards"), prizes);
        return id is null || name is null || days is null ? null : new(id, name, free ?? 0, cost, limits, (int)days.Value, cards) { Minors = minors, Tickets = tickets };
    }

    private static List<CardDocument> Cards(Node node, PrizeParser prizes)
    {
        IdSet ids = new();
        List<CardDocument> cards = CampaignParser.All(node.Items(ProgrammeLimits.MinCards, ProgrammeLimits.MaxCards), item => Card(item, ids, prizes));
        if (cards.Aggregate(Int128.Zero, static (sum, card) => sum + card.Count) > ProgrammeLimits.DeckCards)
        {
            node.Report(Fault.DeckTooLarge);
        }

        return cards;
    }

    private static CardDocument? Card(Node node, IdSet ids, PrizeParser prizes)
    {
        if (node.Fields(GameShapes.Card) is not { } fields)
        {
            return null;
        }

        string? id = ids.Read(fields.Required("id"));
        LocalText? label = fields.Required("label").LocalText();
        string? color = SegmentParser.Color(fields.Required("color"));
        string? image = SegmentParser.Image(fields.Optional("image"));
        long? count = fields.Required("count").Whole(1, ProgrammeLimits.DeckCards);
        Prize? prize = prizes.Read(fields.Required("prize"), standsIn: true);
        return id is null || label is null || color is null || count is null || prize is null
            ? null
            : new(id, label, color.ToLowerInvariant(), image, count.Value, prize);
    }
}
