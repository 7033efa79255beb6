namespace Jifen.Grains.Catalogue.Reading;

/// <summary>Reads a lottery by its <c>kind</c>; a further kind branches here.</summary>
internal static class LotteryParser
{
    public const string Wheel = "wheel";
    public const string Scratch = "scratch";

    public const string Draw = "draw";

    public static LotteryDocument? Read(Node node, IdSet lotteryIds, PrizeParser prizes, DrawParser draws, StockParser stocks) =>
        node.Says("kind", Scratch) ? DeckParser.Read(node, lotteryIds, prizes)
        : node.Says("kind", Draw) ? draws.Read(node, lotteryIds)
        : WheelParser.Read(node, lotteryIds, prizes, stocks);
}
