using Jifen.Grains.Catalogue;
using Jifen.Grains.Kernel;
using Jifen.Silo.Hosting;
using Jifen.Silo.Security;
using Jifen.Silo.Shards;

namespace Jifen.Silo.Api;

/// <param name="Reason">Kept in the journal.</param>
internal sealed record PauseBody(string Reason);

/// <summary>Pause and resume, exact when the call returns; and the clock.</summary>
internal sealed class ControlResource(ShardCalls shards, PublishedProgrammes programmes, ApiLimits limits) : IResource
{
    public void Map(IEndpointRouteBuilder routes)
    {
        string policy = AccessPolicies.Server(Scopes.Control);
        routes.MapPost("/v1/campaigns/{campaignId}/pause", context => SetCampaign(context, true)).RequireAuthorization(policy);
        routes.MapPost("/v1/campaigns/{campaignId}/resume", context => SetCampaign(context, false)).RequireAuthorization(policy);
        routes.MapPost("/v1/lotteries/{lotteryId}/pause", context => SetLottery(context, true)).RequireAuthorization(policy);
        routes.MapPost("/v1/lotteries/{lotteryId}/resume", context => SetLottery(context, false)).RequireAuthorization(policy);
        routes.MapPost("/v1/clock/accept", AcceptClock).RequireAuthorization(policy);
    }

    private Task SetCampaign(HttpContext context, bool paused)
    {
        string campaign = Field.Id(context.Route("campaignId"), "campaignId");
        return Known().Any(programme => programme.Campaigns.Any(c => c.Id == campaign))
            ? Set(context, PauseTarget.Campaign(campaign), paused)
            : throw new ProblemException(ProblemCodes.UnknownCampaign, "There is no such campaign.", "campaignId");
    }

    private Task SetLottery(HttpContext context, bool paused)
    {
        string lottery = Field.Id(context.Route("lotteryId"), "lotteryId");
        return Known().Any(programme => programme.FindGame(lottery) is not null)
            ? Set(context, PauseTarget.Lottery(lottery), paused)
            : throw new ProblemException(RejectionCodes.UnknownLottery, "There is no such lottery.", "lotteryId");
    }

    private async Task Set(HttpContext context, string target, bool paused)
    {
        PauseBody body = await JsonRequest.ReadAsync(context, ApiJson.Default.PauseBody, limits.BodyBytes).ConfigureAwait(false);
        SetPaused input = new(target, paused, context.Caller().Actor, Field.Text(body.Reason, "reason"));
        Answered reply = await shards.DecideAsync(shards.Of(CatalogueGrain.GrainId), input, null, null).ConfigureAwait(false);
        await AnswerResponse.Write(context, reply, StatusCodes.Status200OK, reply.Answer, static (json, answer) =>
        {
            PauseSet set = (PauseSet)answer;
            json.WriteStartObject();
            json.WriteString("target"u8, set.Target);
            json.WriteBoolean("paused"u8, set.Paused);
            json.WriteNumber("generation"u8, set.Generation);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private async Task AcceptClock(HttpContext context)
    {
        AcceptClock input = new(context.Caller().Actor);
        Answered[] replies = await Task.WhenAll(
            Enumerable.Range(0, shards.Count).Select(shard => shards.DecideAsync(new(shard), input, null, null).AsTask())).ConfigureAwait(false);
        await JsonResponse.Write(context, StatusCodes.Status200OK, replies.Length, static (json, count) =>
        {
            json.WriteStartObject();
            json.WriteNumber("shards"u8, count);
            json.WriteEndObject();
        }).ConfigureAwait(false);
    }

    private IEnumerable<Programme> Known() => programmes.All.Select(version => programmes.Of(version.Version));
}
