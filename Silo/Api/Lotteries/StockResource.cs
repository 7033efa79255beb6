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
        Wheel wheel = (programmes.Newest is { } newest ? programmes.Of(newest.Version).FindWheel(lottery) : null)
            ?? throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
        (LotteryStockView View, RecordPlace Place)[] reads = await shards.ReadAllAsync(
            await shards.WantedAsync(context.Request).ConfigureAwait(false), new LotteryStockQuery(lottery)).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (wheel, reads), static (json, seen) => Write(json, seen.wheel, seen.reads)).ConfigureAwait(false);
    }

    private static void Write(Utf8JsonWriter json, Wheel wheel, (LotteryStockView View, RecordPlace Place)[] reads)
    {
        LotteryStockView[] parts = [.. reads.Select(read => read.View)];
        json.WriteStartObject();
        json.WriteString("lotteryId"u8, wheel.Id);
        json.WriteStartArray("items"u8);
        foreach (WheelSegment segment in wheel.Segments.Where(segment => segment.Stock is not null))
        {
            WritePrize(json, segment, parts);
        }

        json.WriteEndArray();
        Position.WriteAsOf(json, [.. reads.Select(read => read.Place)]);
        json.WriteEndObject();
    }

    /// <remarks><c>allotted</c> are units out at the shards and not awarded; units on their way count as allotted too.</remarks>
    private static void WritePrize(Utf8JsonWriter json, WheelSegment segment, LotteryStockView[] parts)
    {
        long awarded = parts.SelectMany(part => part.Slices).Where(slice => slice.Segment == segment.Id).Sum(slice => slice.Used);
        TreasuryStockView? treasury = parts.SelectMany(part => part.Treasuries).FirstOrDefault(view => view.Segment == segment.Id);
        long total = treasury?.Total ?? segment.Stock!.Total;
        json.WriteStartObject();
        json.WriteString("prize"u8, segment.Id);
        json.WriteNumber("total"u8, total);
        json.WriteNumber("awarded"u8, awarded);
        json.WriteNumber("allotted"u8, Math.Max(0, (treasury?.Out ?? 0) - awarded));
        json.WriteNumber("left"u8, Math.Max(0, total - awarded));
        json.WriteEndObject();
    }
}
