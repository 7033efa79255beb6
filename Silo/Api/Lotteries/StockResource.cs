using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What is left of the prizes of a lottery: every slice and the treasury, each at its own instant.</summary>
internal sealed class StockResource(ShardCalls shards, PublishedProgrammes programmes) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/lotteries/{lotteryId}/stock", Get).RequireAuthorization(AccessPolicies.Server(Scopes.Stock));

    private async Task Get(HttpContext context)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        Game game = (programmes.Newest is { } newest ? programmes.Of(newest.Version).FindGame(lottery) : null)
            ?? throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        (LotteryStockView View, RecordPlace Place)[] reads = await shards.ReadAllAsync(
            await shards.WantedAsync(context.Request).ConfigureAwait(false), new LotteryStockQuery(lottery)).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (game, reads), static (json, seen) => Write(json, seen.game, seen.reads)).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, Game game, (LotteryStockView View, RecordPlace Place)[] reads)
    {
        LotteryStockView[] parts = [.. reads.Select(read => read.View)];
        json.WriteStartObject();
        json.WriteString("lotteryId"u8, game.Id);
        json.WriteStartArray("items"u8);
        foreach ((string prize, long total) in StockedOf(game))
        {
            WritePrize(json, prize, total, parts);
        }

        json.WriteEndArray();
        Position.WriteAsOf(json, [.. reads.Select(read => read.Place)]);
        json.WriteEndObject();
    }

    /// <summary>The prizes with a stock, and what the programme says of it; of a deck its cards, whatever they are worth.</summary>
    private static IEnumerable<(string Prize, long Total)> StockedOf(Game game) => game switch
    {
        Wheel wheel => wheel.Segments.Where(segment => segment.Stock is not null).Select(segment => (segment.Id, segment.Stock!.Total)),
        Deck deck => [(DeckName.Segment, deck.Cards.Total)],
        _ => [],
    };

    /// <remarks><c>allotted</c> are units out at the shards and not awarded; units on their way count as allotted too.</remarks>
    private static void WritePrize(Utf8JsonWriter json, string prize, long declared, LotteryStockView[] parts)
    {
        long awarded = parts.SelectMany(part => part.Slices).Where(slice => slice.Segment == prize).Sum(slice => slice.Used);
        TreasuryStockView? treasury = parts.SelectMany(part => part.Treasuries).FirstOrDefault(view => view.Segment == prize);
        long total = treasury?.Total ?? declared;
        json.WriteStartObject();
        json.WriteString("prize"u8, prize);
        json.WriteNumber("total"u8, total);
        json.WriteNumber("awarded"u8, awarded);
        json.WriteNumber("allotted"u8, Math.Max(0, (treasury?.Out ?? 0) - awarded));
        json.WriteNumber("left"u8, Math.Max(0, total - awarded));
        if (treasury?.Release is { } release)
        {
            json.WriteNumber("released"u8, release.Units);
        }

        if (treasury?.Release?.Next is { } next)
        {
            json.WriteString("nextRelease"u8, next.ToInstant());
        }

        json.WriteEndObject();
    }
}
