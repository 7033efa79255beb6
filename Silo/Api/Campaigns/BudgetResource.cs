using System.Text.Json;
using Jifen.Grains.Catalogue;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <summary>What is left of a campaign's budget: every slice and the treasury, each at its own instant.</summary>
internal sealed class BudgetResource(ShardCalls shards, PublishedProgrammes programmes) : IResource
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/campaigns/{campaignId}/budget", Get).RequireAuthorization(AccessPolicies.Server(Scopes.Stock));

    private async Task Get(HttpContext context)
    {
        string id = Field.Id(context.Route("campaignId"), "campaignId");
        CampaignRules campaign = Newest()?.Campaigns.FirstOrDefault(c => c.Id == id && c.EarningBudget is not null)
            ?? throw new ProblemException(ProblemCodes.UnknownCampaign, "There is no such campaign, or it has no budget.", "campaignId");
        (BudgetStockView View, RecordPlace Place)[] reads = await shards.ReadAllAsync(await shards.WantedAsync(context.Request).ConfigureAwait(false), new BudgetStockQuery(id))
            .ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, (campaign, reads), static (json, seen) => Write(json, seen.campaign, seen.reads))
            .ConfigureAwait(false);
    }

    private Programme? Newest() => programmes.Newest is { } newest ? programmes.Of(newest.Version) : null;

    private static void Write(Utf8JsonWriter json, CampaignRules campaign, (BudgetStockView View, RecordPlace Place)[] reads)
    {
        TreasuryStockView? treasury = reads.Select(read => read.View.Treasury).FirstOrDefault(view => view is not null);
        long given = reads.Sum(read => read.View.Slice.Used);
        long total = treasury?.Total ?? campaign.EarningBudget!.Value.Value;
        json.WriteStartObject();
        json.WriteString("campaign"u8, campaign.Id);
        json.WriteNumber("total"u8, total);
        json.WriteNumber("given"u8, given);
        json.WriteNumber("allotted"u8, Math.Max(0, (treasury?.Out ?? 0) - given));
        json.WriteNumber("left"u8, Math.Max(0, total - given));
        Position.WriteAsOf(json, [.. reads.Select(read => read.Place)]);
        json.WriteEndObject();
    }
}
